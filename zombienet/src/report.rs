//! What a drill has proved, and in what time.

use anyhow::{anyhow, bail, Result};
use std::{
	io::Write,
	sync::{mpsc, Mutex},
	thread,
	time::{Duration, Instant},
};

/// What the nodes of the last network said when it went.
static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// Keeps the ends of the logs until it is known whether the drill failed.
pub(crate) fn remember(words: String) {
	if let Ok(mut last) = LAST_WORDS.lock() {
		*last = words;
	}
}

/// Collects the lines of one drill.
pub struct Report {
	drill: &'static str,
	started: Instant,
	last: Instant,
}

impl Report {
	/// One thing is proved. Prints it with the seconds since the last one.
	pub fn proved(&mut self, what: impl AsRef<str>) {
		let took = self.last.elapsed();
		self.last = Instant::now();
		row("DRILL", self.drill, what.as_ref(), took);
	}

	/// Something that those who read the output should know.
	pub fn note(&self, what: impl AsRef<str>) {
		println!("     {}", what.as_ref());
	}

	/// The drill cannot be done on this machine.
	pub fn skipped(&self, why: &str) {
		row("SKIPPED", self.drill, why, self.started.elapsed());
	}
}

/// Columns are divided by tabs: `scripts/drills` makes a table of them.
fn row(kind: &str, drill: &str, what: &str, took: Duration) {
	println!("{kind}\t{drill}\t{what}\t{:.1}", took.as_secs_f32());
	let _ = std::io::stdout().flush();
}

/// Runs a drill. It fails with the reason, and the whole process ends if it takes longer than `limit`.
///
/// # Panics
/// When something that should be true is not.
pub fn drill(name: &'static str, limit: Duration, body: impl FnOnce(&mut Report) -> Result<()>) {
	let (done, ended) = mpsc::channel::<()>();
	thread::spawn(move || {
		if ended.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
			row("FAILED", name, &format!("not done within {limit:?}"), limit);
			// The nodes die with their parent.
			std::process::exit(1);
		}
	});
	let started = Instant::now();
	let mut report = Report { drill: name, started, last: started };
	let outcome = body(&mut report);
	drop(done);
	if let Err(error) = outcome {
		if let Ok(words) = LAST_WORDS.lock() {
			eprintln!("{words}");
		}
		row("FAILED", name, &format!("{error:#}"), started.elapsed());
		panic!("{name}: {error:#}");
	}
}

/// Asks again and again until it is true. How long that took.
///
/// A node that does not answer may answer soon.
///
/// # Errors
/// When it is not true within `limit`; with the last error.
pub fn within(
	what: &str,
	limit: Duration,
	mut holds: impl FnMut() -> Result<bool>,
) -> Result<Duration> {
	let start = Instant::now();
	loop {
		let why = match holds() {
			Ok(true) => return Ok(start.elapsed()),
			Ok(false) => anyhow!("it is not so"),
			Err(error) => error,
		};
		if start.elapsed() > limit {
			bail!("not within {limit:?}: {what}: {why:#}");
		}
		thread::sleep(Duration::from_millis(200));
	}
}
