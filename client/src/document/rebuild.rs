//! Leaves back into JSON. The leaves may come from anyone who can seal, so nothing about them is
//! taken for granted: every leaf must have its place and every place at most one leaf.

use super::{leaf::Leaf, pointer, DocumentError, MAX_DEPTH};
use salus_primitives::LeafKind;
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::HashMap};

use DocumentError::Malformed;

/// The document's JSON: members sorted by name, items in order, redacted ones left out.
pub(super) fn json(leaves: &[Leaf]) -> Result<String, DocumentError> {
	let mut tree = Tree::read(leaves)?;
	let mut out = Vec::with_capacity(tree.nodes.values().map(|(_, value)| value.len() + 16).sum());
	// Every node but the root has a parent: without a root there is no node at all.
	match tree.nodes.contains_key("") {
		true => tree.write("", &mut out)?,
		false if tree.redacted > 0 => return Err(DocumentError::Redacted),
		false => return Err(Malformed("there is nothing but decoys")),
	}
	if tree.gaps > tree.redacted {
		return Err(Malformed("a list has gaps that no redaction explains"));
	}
	String::from_utf8(out).map_err(|_| Malformed("a string is not UTF-8"))
}

/// Members or items of a container: token and pointer.
type Children<'a> = Vec<(&'a str, &'a str)>;

struct Tree<'a> {
	/// Kind and value by pointer.
	nodes: HashMap<&'a str, (LeafKind, &'a [u8])>,
	/// By the pointer of the container.
	children: HashMap<&'a str, Children<'a>>,
	redacted: usize,
	/// Items that are missing from lists.
	gaps: usize,
}

impl<'a> Tree<'a> {
	fn read(leaves: &'a [Leaf]) -> Result<Self, DocumentError> {
		let mut tree =
			Self { nodes: HashMap::new(), children: HashMap::new(), redacted: 0, gaps: 0 };
		for leaf in leaves {
			match leaf {
				Leaf::Open { kind: LeafKind::Decoy, .. } => {},
				Leaf::Open { kind: LeafKind::File, .. } => {
					return Err(Malformed("a file stands beside other leaves"));
				},
				Leaf::Open { pointer, kind, value, .. } => {
					if tree.nodes.insert(pointer, (*kind, value)).is_some() {
						return Err(Malformed("two leaves have one pointer"));
					}
				},
				Leaf::Redacted(_) => tree.redacted += 1,
			}
		}
		for &pointer in tree.nodes.keys().filter(|pointer| !pointer.is_empty()) {
			if pointer.bytes().filter(|byte| *byte == b'/').count() > MAX_DEPTH {
				return Err(DocumentError::TooDeep);
			}
			let (parent, token) =
				pointer::split(pointer).ok_or(Malformed("a pointer does not begin with /"))?;
			match tree.nodes.get(parent) {
				Some((LeafKind::Object | LeafKind::Array, _)) => {
					tree.children.entry(parent).or_default().push((token, pointer));
				},
				_ => return Err(Malformed("a leaf stands outside of any container")),
			}
		}
		Ok(tree)
	}

	/// Recurses at most [`MAX_DEPTH`] levels.
	fn write(&mut self, pointer: &str, out: &mut Vec<u8>) -> Result<(), DocumentError> {
		let Some(&(kind, value)) = self.nodes.get(pointer) else {
			return Err(Malformed("a leaf is missing"));
		};
		let children = self.children.remove(pointer).unwrap_or_default();
		match (kind, value) {
			(LeafKind::Null, b"") => out.extend_from_slice(b"null"),
			(LeafKind::Bool, b"true" | b"false") => out.extend_from_slice(value),
			(LeafKind::Number, number) if is_number(number) => out.extend_from_slice(number),
			(LeafKind::String, text) => {
				let text = std::str::from_utf8(text);
				string(text.map_err(|_| Malformed("a string is not UTF-8"))?, out)?;
			},
			(LeafKind::Object, b"") => self.object(children, out)?,
			(LeafKind::Array, b"") => self.list(children, out)?,
			_ => return Err(Malformed("a value is not of its kind")),
		}
		Ok(())
	}

	fn object(&mut self, children: Children<'a>, out: &mut Vec<u8>) -> Result<(), DocumentError> {
		let mut members = children
			.into_iter()
			.map(|(token, pointer)| Some((pointer::name(token)?, pointer)))
			.collect::<Option<Vec<(Cow<'_, str>, &str)>>>()
			.ok_or(Malformed("a pointer has a stray ~"))?;
		members.sort_unstable();
		out.push(b'{');
		for (position, (name, pointer)) in members.iter().enumerate() {
			if position > 0 {
				out.push(b',');
			}
			string(name, out)?;
			out.push(b':');
			self.write(pointer, out)?;
		}
		out.push(b'}');
		Ok(())
	}

	fn list(&mut self, children: Children<'a>, out: &mut Vec<u8>) -> Result<(), DocumentError> {
		let mut items = children
			.into_iter()
			.map(|(token, pointer)| Some((pointer::index(token)?, pointer)))
			.collect::<Option<Vec<(u32, &str)>>>()
			.ok_or(Malformed("an item of a list has no number"))?;
		items.sort_unstable();
		let length = items.last().map_or(0, |(last, _)| *last as usize + 1);
		self.gaps += length - items.len();
		out.push(b'[');
		for (position, (_, pointer)) in items.iter().enumerate() {
			if position > 0 {
				out.push(b',');
			}
			self.write(pointer, out)?;
		}
		out.push(b']');
		Ok(())
	}
}

fn string(text: &str, out: &mut Vec<u8>) -> Result<(), DocumentError> {
	serde_json::to_writer(out, text).map_err(|_| Malformed("a string cannot be written"))
}

/// Whether the bytes are one JSON number and nothing else: anything more would be a way to smuggle
/// members past the pointers.
fn is_number(bytes: &[u8]) -> bool {
	let begins = matches!(bytes.first(), Some(b'-' | b'0'..=b'9'));
	let ends = bytes.last().is_some_and(u8::is_ascii_digit);
	begins && ends && serde_json::from_slice::<&RawValue>(bytes).is_ok()
}
