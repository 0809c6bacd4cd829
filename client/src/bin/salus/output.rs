//! Says what happened: a line for people or JSON for programs.

use salus_client::chain::Included;
use serde_json::{json, Value};

/// Where results go.
pub struct Output {
	/// JSON instead of text.
	pub json: bool,
}

impl Output {
	/// Prints a result.
	pub fn say(&self, text: impl AsRef<str>, value: Value) {
		if self.json {
			println!("{value}");
		} else {
			println!("{}", text.as_ref());
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
			println!("{}", json!({ "error": text }));
		} else {
			eprintln!("salus: {text}");
		}
	}
}
