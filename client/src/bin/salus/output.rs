//! Says what happened: a line for people or JSON for programs.

use salus_client::chain::Included;
use serde_json::{json, Value};
use std::io::{self, ErrorKind, Write};

/// Where results go.
pub struct Output {
	/// JSON instead of text.
	pub json: bool,
}

impl Output {
	/// Prints a result.
	pub fn say(&self, text: impl AsRef<str>, value: Value) {
		if self.json {
			print(&printable(&value.to_string()));
		} else {
			print(&printable_lines(text.as_ref()));
		}
	}

	/// Prints a result that came with a block. What other guardians have to agree to is no result yet.
	pub fn done(&self, text: impl AsRef<str>, at: Included, mut value: Value) {
		if let Value::Object(fields) = &mut value {
			fields.insert("block".into(), json!(at.number));
			fields.insert("blockHash".into(), json!(at.block));
			if !at.took_effect {
				fields.insert("tookEffect".into(), json!(false));
			}
		}
		let text = match at.took_effect {
			true => text.as_ref(),
			false => {
				"your agreement is noted; it takes effect when the other guardians do the same"
			},
		};
		self.say(format!("{text} (block {})", at.number), value);
	}

	/// Prints why something was not done.
	pub fn fail(&self, error: &anyhow::Error) {
		let text = format!("{error:#}");
		if self.json {
			print(&printable(&json!({ "error": text }).to_string()));
		} else {
			eprintln!("salus: {}", printable_lines(&text));
		}
	}
}

/// Prints a line. Who reads may have seen enough; whatever else hinders it must not look like success.
fn print(line: &str) {
	match writeln!(io::stdout(), "{line}") {
		Ok(()) => {},
		Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
		Err(error) => {
			eprintln!("salus: it is done, but the result cannot be written: {error}");
			std::process::exit(1);
		},
	}
}

/// A text as one line that does nothing to a terminal: what would steer it, or reorder what people
/// read, is spelt out. JSON stays the same JSON.
pub fn printable(text: &str) -> String {
	text.chars().fold(String::with_capacity(text.len()), |mut shown, letter| {
		let reorders = matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
		match letter.is_control() || reorders {
			true => shown.push_str(&format!("\\u{:04x}", u32::from(letter))),
			false => shown.push(letter),
		}
		shown
	})
}

fn printable_lines(text: &str) -> String {
	text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_steers_a_terminal_is_spelt_out() {
		assert_eq!(
			printable("\x1b]0;x\x07\r\n\u{9b}2J\x7f"),
			"\\u001b]0;x\\u0007\\u000d\\u000a\\u009b2J\\u007f"
		);
		assert_eq!(printable("a\u{202e}b\u{2028}c"), "a\\u202eb\\u2028c");
		assert_eq!(printable("Zürich – 東京 \\"), "Zürich – 東京 \\");
		assert_eq!(printable_lines("one\n\x1btwo\n"), "one\n\\u001btwo\n");
	}

	#[test]
	fn json_means_the_same_when_it_is_printable() {
		let value = json!({ "a\u{9b}": "\x1b[2J \u{9b} \u{202e} \\ \n \"" });
		let shown = printable(&value.to_string());
		assert!(!shown.contains(char::is_control), "{shown}");
		assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value);
	}
}
