//! Erasing single fields.

use super::*;

const SOURCE: &[u8] =
	br#"{"name":"Ada","list":[10,{"deep":[1,2]},30],"lists":1,"empty":{},"a/b":{"c":"gone"}}"#;

fn without(pointers: &[&str]) -> Document {
	let mut document = Document::from_json(SOURCE).unwrap();
	for pointer in pointers {
		document.redact(pointer).unwrap();
	}
	document
}

/// The value that is left, by another way than ours.
fn remove(value: &mut Value, pointer: &str) {
	let (parent, token) = pointer.rsplit_once('/').unwrap();
	match value.pointer_mut(parent).unwrap() {
		Value::Object(members) => {
			members.remove(&token.replace("~1", "/").replace("~0", "~")).unwrap();
		},
		Value::Array(items) => {
			items.remove(token.parse().unwrap());
		},
		_ => panic!("no container"),
	}
}

#[test]
fn the_root_and_the_commitment_stay() {
	let mut document = Document::from_json(SOURCE).unwrap();
	let (root, commitment) = (document.root(), document.commitment(RECORD, 1));
	for pointer in ["/name", "/list/1", "/a~1b", ""] {
		document.redact(pointer).unwrap();
		document = Document::decode(&document.encode()).unwrap();
		assert_eq!((document.root(), document.commitment(RECORD, 1)), (root, commitment));
	}
}

#[test]
fn a_field_goes_and_the_others_stay() {
	assert_eq!(
		text(&without(&["/name"])),
		r#"{"a/b":{"c":"gone"},"empty":{},"list":[10,{"deep":[1,2]},30],"lists":1}"#
	);
}

#[test]
fn a_container_goes_with_all_below_and_nothing_beside() {
	let mut document = Document::from_json(SOURCE).unwrap();
	assert_eq!(document.redact("/list"), Ok(7));
	assert_eq!(text(&document), r#"{"a/b":{"c":"gone"},"empty":{},"lists":1,"name":"Ada"}"#);
}

#[test]
fn an_item_goes_and_the_rest_of_the_list_closes_up() {
	let document = without(&["/list/1/deep/0", "/list/0", "/a~1b/c"]);
	assert_eq!(
		text(&document),
		r#"{"a/b":{},"empty":{},"list":[{"deep":[2]},30],"lists":1,"name":"Ada"}"#
	);
	assert!(text(&without(&["/list/2"])).contains(r#"[10,{"deep":[1,2]}]"#));
}

#[test]
fn nothing_of_a_redacted_field_is_left_in_the_bytes() {
	let encoded = without(&["/a~1b"]).encode();
	for gone in [&b"gone"[..], b"a~1b"] {
		assert!(!encoded.windows(gone.len()).any(|window| window == gone));
	}
}

#[test]
fn decoys_do_not_tell_how_many_fields_are_missing() {
	let mut document = Document::from_json(b"[1,2,3,4,5]").unwrap();
	assert_eq!(document.redact("/0"), Ok(1));
	let closed = document.leaves.iter().filter(|leaf| matches!(leaf, Leaf::Redacted(_)));
	assert_eq!(closed.count(), 3);
	assert!(document.is_redacted());
}

#[test]
fn what_is_not_there_cannot_be_redacted() {
	let mut document = without(&["/name"]);
	for pointer in ["/name", "/nam", "name", "/list/3", "/list/", "/a/b", "/"] {
		assert_eq!(document.redact(pointer), Err(DocumentError::NotFound), "{pointer}");
	}
	let mut plain = Document::from_json(b"[1,2]").unwrap();
	assert!(!plain.is_redacted());
	assert_eq!(plain.redact(""), Ok(3));
	assert_eq!(plain.redact(""), Err(DocumentError::NotFound));
}

#[test]
fn a_document_without_anything_left_says_so() {
	assert_eq!(without(&[""]).content().err(), Some(DocumentError::Redacted));
	let mut file = Document::from_file(b"DICM").unwrap();
	let root = file.root();
	assert_eq!(file.redact(""), Ok(1));
	assert_eq!((file.content().err(), file.root()), (Some(DocumentError::Redacted), root));
}

proptest! {
	#[test]
	fn any_redaction_leaves_the_rest_and_the_root(
		value in any_json(),
		choice: prop::sample::Index,
	) {
		let mut document = Document::from_json(value.to_string().as_bytes()).unwrap();
		let (root, whole) = (document.root(), document.leaves.len());
		let pointers: Vec<_> = document.leaves.iter().filter_map(Leaf::pointer).collect();
		let pointer = choice.get(&pointers).to_string();
		let mut expected: Value = serde_json::from_str(&value.to_string()).unwrap();
		document.redact(&pointer).unwrap();

		prop_assert_eq!((document.root(), document.leaves.len()), (root, whole));
		if pointer.is_empty() {
			prop_assert_eq!(document.content().err(), Some(DocumentError::Redacted));
		} else {
			remove(&mut expected, &pointer);
			let left: Value = serde_json::from_str(&text(&document)).unwrap();
			prop_assert_eq!(left, expected);
		}
	}
}
