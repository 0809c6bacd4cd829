//! JSON into leaves. Walks raw values, so that a number keeps its lexeme (FHIR decimals: `1.00`).

use super::{leaf::Draft, pointer, DocumentError, MAX_DEPTH, MAX_ENCODED, MAX_LEAVES};
use salus_primitives::{LeafKind, LEAF_SALT};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// One draft per scalar and per container.
pub(super) fn leaves(source: &[u8]) -> Result<Vec<Draft>, DocumentError> {
	let root: &RawValue = serde_json::from_slice(source)
		.map_err(|error| DocumentError::NotJson { line: error.line(), column: error.column() })?;
	let mut walk = Walk {
		base: source.as_ptr() as usize,
		pointer: Zeroizing::default(),
		drafts: Vec::new(),
		room: MAX_ENCODED,
	};
	walk.value(root, 0)?;
	Ok(walk.drafts)
}

struct Walk {
	/// Address of the source, to say where in it an error is.
	base: usize,
	/// Of the value at hand.
	pointer: Zeroizing<String>,
	drafts: Vec<Draft>,
	/// Bytes that may still be added. Every leaf repeats its path, so a small source with long
	/// names around long lists would otherwise fill the memory before the final check.
	room: usize,
}

impl Walk {
	fn value(&mut self, raw: &RawValue, depth: usize) -> Result<(), DocumentError> {
		if depth > MAX_DEPTH {
			return Err(DocumentError::TooDeep);
		}
		let lexeme = raw.get();
		match lexeme.as_bytes().first() {
			Some(b'{') => self.object(raw, depth),
			Some(b'[') => self.list(raw, depth),
			Some(b'"') => {
				let text: Zeroizing<String> = serde_json::from_str::<String>(lexeme)
					.map_err(|_| self.bad_string(raw))?
					.into();
				self.add(LeafKind::String, text.as_bytes())
			},
			Some(b't' | b'f') => self.add(LeafKind::Bool, lexeme.as_bytes()),
			Some(b'n') => self.add(LeafKind::Null, b""),
			_ => self.add(LeafKind::Number, lexeme.as_bytes()),
		}
	}

	fn object(&mut self, raw: &RawValue, depth: usize) -> Result<(), DocumentError> {
		self.add(LeafKind::Object, b"")?;
		let Members(members) = serde_json::from_str(raw.get()).map_err(|_| self.bad_string(raw))?;
		let mut seen = HashSet::with_capacity(members.len());
		if !members.iter().all(|(name, _)| seen.insert(name.as_str())) {
			return Err(DocumentError::DuplicateKey { offset: self.offset(raw) });
		}
		members.iter().try_for_each(|(name, value)| self.child(name, value, depth))
	}

	fn list(&mut self, raw: &RawValue, depth: usize) -> Result<(), DocumentError> {
		self.add(LeafKind::Array, b"")?;
		let items: Vec<&RawValue> =
			serde_json::from_str(raw.get()).map_err(|_| self.bad_string(raw))?;
		let mut items = items.iter().enumerate();
		items.try_for_each(|(index, item)| self.child(&index.to_string(), item, depth))
	}

	fn child(&mut self, token: &str, value: &RawValue, depth: usize) -> Result<(), DocumentError> {
		let parent = self.pointer.len();
		pointer::push(&mut self.pointer, token);
		self.value(value, depth + 1)?;
		self.pointer.truncate(parent);
		Ok(())
	}

	fn add(&mut self, kind: LeafKind, value: &[u8]) -> Result<(), DocumentError> {
		if self.drafts.len() == MAX_LEAVES {
			return Err(DocumentError::TooManyLeaves);
		}
		let size = LEAF_SALT + self.pointer.len() + value.len();
		self.room =
			self.room.checked_sub(size).ok_or(DocumentError::TooLarge { limit: MAX_ENCODED })?;
		self.drafts.push(Draft::new(&self.pointer, kind, value));
		Ok(())
	}

	fn offset(&self, raw: &RawValue) -> usize {
		raw.get().as_ptr() as usize - self.base
	}

	/// The only fault that the first pass over the source does not see: it skips strings without
	/// joining surrogates.
	fn bad_string(&self, raw: &RawValue) -> DocumentError {
		DocumentError::BadString { offset: self.offset(raw) }
	}
}

/// The members of an object in order, duplicates and all.
struct Members<'a>(Vec<(Zeroizing<String>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Collect;

		impl<'de> Visitor<'de> for Collect {
			type Value = Members<'de>;

			fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				f.write_str("an object")
			}

			fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
				let mut members = Vec::new();
				while let Some((name, value)) = map.next_entry::<String, _>()? {
					members.push((name.into(), value));
				}
				Ok(Members(members))
			}
		}

		deserializer.deserialize_map(Collect)
	}
}
