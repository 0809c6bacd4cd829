//! The programs under test.

use anyhow::{ensure, Context, Result};
use std::{
	path::PathBuf,
	process::{Command, Stdio},
};

/// Where a program lies: in the folder that `SALUS_BIN` names, or beside the tests.
///
/// # Errors
/// When it was not built.
pub fn path(program: &str) -> Result<PathBuf> {
	let folder = match std::env::var_os("SALUS_BIN") {
		Some(folder) => PathBuf::from(folder),
		None => {
			// target/<profile>/deps/<test>
			let test = std::env::current_exe()?;
			test.ancestors().nth(2).context("a test lies in a target folder")?.into()
		},
	};
	let path = folder.join(program);
	ensure!(
		path.is_file(),
		"{} is not there: build it, or let SALUS_BIN name the folder where it lies",
		path.display()
	);
	Ok(path)
}

/// Runs a program to its end and returns what it printed.
///
/// # Errors
/// When it cannot be run, or says that it failed; with its last words.
pub fn output(command: &mut Command) -> Result<String> {
	let name = format!("{:?}", command.get_program());
	let out = command.stdin(Stdio::null()).output().with_context(|| format!("{name} must run"))?;
	let said = String::from_utf8_lossy(&out.stdout).into_owned();
	ensure!(
		out.status.success(),
		"{command:?}: {}{}",
		said.trim(),
		String::from_utf8_lossy(&out.stderr).trim()
	);
	Ok(said)
}

/// Runs a system's own program, such as `ip`.
///
/// # Errors
/// As [`output`].
pub fn run(program: &str, arguments: &[&str]) -> Result<String> {
	output(Command::new(program).args(arguments))
}
