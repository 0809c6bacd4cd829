//! Clocks that are wrong, by libfaketime (Debian's package `faketime`).

use std::path::Path;

/// `$LIB` is for the dynamic linker.
const LIBRARY: &str = "LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1";

/// Whether it is installed.
pub fn available() -> bool {
	Path::new("/usr/bin/faketime").exists()
}

/// What is put before a command so that it takes another time for the present, such as `+30` (seconds)
/// or `+0 x10` (ten times as fast from its start). Time-outs stay what they are.
pub fn off_by(change: &str) -> Vec<String> {
	let change = format!("FAKETIME={change}");
	["env", LIBRARY, "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1", &change]
		.map(Into::into)
		.into()
}
