//! The `salus` command with bad input: a clear error that says what to do, a non-zero exit, and
//! nothing left behind. What needs a chain is in the story and in the vault's end-to-end test.

#![allow(clippy::unwrap_used)]

use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
};

/// A home in a folder of its own, and a node that is not there.
struct Home(tempfile::TempDir);

impl Home {
	fn new() -> Self {
		Self(tempfile::tempdir().unwrap())
	}

	fn path(&self) -> PathBuf {
		self.0.path().join("home")
	}

	fn file(&self, name: &str, content: &str) -> String {
		let path = self.0.path().join(name);
		fs::write(&path, content).unwrap();
		path.display().to_string()
	}

	/// Exit, standard output, standard error.
	fn salus(&self, args: &[&str]) -> (bool, String, String) {
		let output = Command::new(env!("CARGO_BIN_EXE_salus"))
			.args(["--node", "ws://127.0.0.1:1", "--home"])
			.arg(self.path())
			.args(args)
			.env_remove("SALUS_HOME")
			.env_remove("SALUS_NODE")
			.output()
			.unwrap();
		let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
		(output.status.success(), text(output.stdout), text(output.stderr))
	}

	fn works(&self, args: &[&str]) -> String {
		let (success, output, error) = self.salus(args);
		assert!(success, "{args:?}: {error}");
		output
	}

	fn refuses(&self, args: &[&str], cure: &str) {
		let (success, output, error) = self.salus(args);
		assert!(!success, "{args:?} worked: {output}");
		assert!(output.is_empty(), "{args:?} printed: {output}");
		assert!(error.contains(cure), "{args:?}: {error}");
	}
}

const RECORD: &str = "0x000102030405060708090a0b0c0d0e0f";

#[test]
fn an_identity_is_made_once_and_kept_private() {
	let home = Home::new();
	home.refuses(&["whoami"], "salus init");
	home.works(&["init"]);
	let identity = home.path().join("identity.json");
	let before = fs::read(&identity).unwrap();
	home.refuses(&["init"], "holds an identity already");
	assert_eq!(fs::read(&identity).unwrap(), before);
}

#[test]
fn no_secret_is_printed() {
	let home = Home::new();
	let printed =
		home.works(&["init"]) + &home.works(&["whoami"]) + &home.works(&["--json", "whoami"]);
	let stored = fs::read_to_string(home.path().join("identity.json")).unwrap();
	let secrets: Vec<&str> = stored.split('"').filter(|it| it.starts_with("0x")).collect();
	assert_eq!(secrets.len(), 2);
	for secret in secrets {
		assert!(!printed.contains(secret));
		assert!(!printed.contains(secret.trim_start_matches("0x")));
	}
}

#[test]
fn a_bad_development_key_is_refused_and_nothing_is_written() {
	let home = Home::new();
	home.refuses(&["init", "--dev", "Alice"], "not a key");
	assert!(!Path::new(&home.path()).exists());
}

#[test]
fn a_node_that_is_not_there_is_named() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["record", "show", RECORD], "no Salus node answers at ws://127.0.0.1:1");
	home.refuses(&["institution", "list"], "--node");
}

#[test]
fn ids_purposes_and_counts_are_checked_before_anything_is_asked() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["record", "show", "0x00"], "expected 16 bytes as hex");
	home.refuses(&["grant", "revoke", "not-an-id"], "expected 16 bytes as hex");
	home.refuses(&["record", "read", RECORD, "--purpose", "CURIOSITY"], "PurposeOfUse");
	let bad = ["record", "issue", "--subject", RECORD, "--custodians", "three", "x.json"];
	home.refuses(&bad, "--custodians");
	let none = ["record", "issue", "--subject", RECORD, "--custodians", "3,4,5"];
	home.refuses(&none, "<FILES>");
	home.refuses(&["audit", "state", "0xab"], "no Salus node");
}

#[test]
fn documents_are_checked_before_anything_is_sealed() {
	let home = Home::new();
	home.works(&["init"]);
	let issue = |file: &str, cure: &str| {
		home.refuses(
			&["record", "issue", "--subject", RECORD, "--custodians", "3,4,5", file],
			cure,
		);
	};
	issue("/nowhere/labs.json", "cannot read");
	issue(&home.file("broken.json", r#"{"a": 1"#), "JSON");
	issue(&home.file("twice.json", r#"{"a": 1, "a": 2}"#), "twice");
	issue(&home.file("fine.json", r#"{"a": 1}"#), "was not enrolled from this home");
	assert!(!home.path().join("outbox").exists());
}

#[test]
fn papers_from_others_are_checked() {
	let home = Home::new();
	home.works(&["init"]);
	let junk = home.file("junk.json", r#"{"grant": 1}"#);
	home.refuses(&["record", "read", RECORD, "--grant", &junk], "salus grant give");
	home.refuses(&["subject", "enrol", &junk], "no Salus node");
}
