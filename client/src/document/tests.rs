//! What a document promises.

use super::{leaf::Draft, *};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::collections::BTreeSet;

mod hostile;
mod redaction;

const RECORD: RecordId = RecordId([9; 16]);

fn text(document: &Document) -> String {
	match document.content().unwrap() {
		Content::Json(text) => text,
		Content::File(_) => panic!("a file"),
	}
}

fn rebuilt(source: &str) -> String {
	let document = Document::from_json(source.as_bytes()).unwrap();
	let encoded = document.encode();
	assert_eq!(encoded.len(), document.encoded_size());
	text(&Document::decode(&encoded).unwrap())
}

fn refusal(source: &str) -> DocumentError {
	Document::from_json(source.as_bytes()).unwrap_err()
}

/// Any JSON, with names and strings that need escaping.
fn any_json() -> impl Strategy<Value = Value> {
	let name = prop_oneof!["[~/01a-]{0,4}", "\\PC{0,6}", any::<String>()];
	let scalar = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i64>().prop_map(Value::from),
		any::<u64>().prop_map(Value::from),
		any::<f64>().prop_map(Value::from),
		name.clone().prop_map(Value::from),
	];
	scalar.prop_recursive(5, 64, 8, move |inner| {
		prop_oneof![
			prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
			prop::collection::vec((name.clone(), inner), 0..8)
				.prop_map(|members| Value::Object(members.into_iter().collect())),
		]
	})
}

proptest! {
	#[test]
	fn any_json_comes_back_equal(value in any_json()) {
		for source in [value.to_string(), format!("{value:#}")] {
			let expected: Value = serde_json::from_str(&source).unwrap();
			let back: Value = serde_json::from_str(&rebuilt(&source)).unwrap();
			prop_assert_eq!(&back, &expected);
		}
	}

	#[test]
	fn the_number_of_leaves_is_a_power_of_two(value in any_json()) {
		let document = Document::from_json(value.to_string().as_bytes()).unwrap();
		prop_assert!(document.leaves.len().is_power_of_two());
		prop_assert!(document.leaves.iter().filter(|leaf| leaf.is_decoy()).count() * 2
			< document.leaves.len() + 1);
	}

	#[test]
	fn rebuilding_is_canonical(value in any_json()) {
		let once = rebuilt(&value.to_string());
		prop_assert_eq!(rebuilt(&once), once);
	}

	#[test]
	fn any_file_comes_back(bytes: Vec<u8>) {
		let document = Document::from_file(&bytes).unwrap();
		let document = Document::decode(&document.encode()).unwrap();
		prop_assert_eq!(document.leaves.len(), 1);
		prop_assert!(document.content() == Ok(Content::File(bytes)));
	}

	#[test]
	fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
		let _ = Document::from_json(&bytes).map(|document| document.content().unwrap());
		let _ = Document::decode(&bytes).map(|document| document.content().is_ok());
	}
}

#[test]
fn numbers_keep_their_lexeme() {
	let huge = "123456789012345678901234567890.000000000000000000001E+400";
	let source = format!("[1.00,1e5,1E-7,-0,-0.0,0.10,18446744073709551616,{huge}]");
	assert_eq!(rebuilt(&source), source);
	assert_eq!(rebuilt(" 1.00 "), "1.00");
}

#[test]
fn empty_containers_null_and_absence_differ() {
	for source in
		["{}", "[]", "null", "\"\"", r#"{"a":{}}"#, r#"{"a":[]}"#, r#"{"a":null}"#, "[[],{}]"]
	{
		assert_eq!(rebuilt(source), source);
	}
}

#[test]
fn members_are_sorted_and_items_keep_their_order() {
	let source = r#" { "b" : [ 10 , 9 , 8 , 7 , 6 , 5 , 4 , 3 , 2 , 1 , 0 ] ,
		"a" : { "d" : 1 , "c" : 2 } } "#;
	assert_eq!(rebuilt(source), r#"{"a":{"c":2,"d":1},"b":[10,9,8,7,6,5,4,3,2,1,0]}"#);
}

#[test]
fn names_that_look_like_pointers_stay_names() {
	let source = json!({
		"a/b": {"": 1, "~": 2, "~1": 3, "/": {"/": 4}, "~0~1//": 5}, "a": {"b": 6},
		"ä\u{1F600}\u{0}\n": 7,
		"0": [8], "-1": 9, "": {"": {"": 10}}, "e\u{301}": 11, "\u{e9}": 12,
	});
	let back: Value = serde_json::from_str(&rebuilt(&source.to_string())).unwrap();
	assert_eq!(back, source);
}

#[test]
fn escapes_are_read_as_the_text_they_stand_for() {
	assert_eq!(rebuilt(r#""\u00e4\ud83d\ude00\/""#), "\"ä😀/\"");
}

#[test]
fn a_member_named_twice_is_refused() {
	assert_eq!(refusal(r#"{"a":1,"a":1}"#), DocumentError::DuplicateKey { offset: 0 });
	assert_eq!(refusal(r#"[ {"a":1,"\u0061":2}]"#), DocumentError::DuplicateKey { offset: 2 });
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
	assert_eq!(refusal("{\n\"a\":x}"), DocumentError::NotJson { line: 2, column: 5 });
	for source in
		["", " ", "{", "[1,]", "{\"a\"}", "01", "1.", "NaN", "1 2", "'a'", "\"\u{1}\"", "{a:1}"]
	{
		assert!(matches!(refusal(source), DocumentError::NotJson { .. }), "{source}");
	}
	assert!(matches!(Document::from_json(b"\"\xff\"").unwrap_err(), DocumentError::NotJson { .. }));
}

#[test]
fn unpaired_surrogates_are_refused_with_their_place() {
	assert_eq!(refusal(r#"[1,"\ud800"]"#), DocumentError::BadString { offset: 3 });
	assert_eq!(refusal(r#"[{"\udc00":1}]"#), DocumentError::BadString { offset: 1 });
}

#[test]
fn depth_is_bounded() {
	let nested = |levels| "[".repeat(levels) + &"]".repeat(levels);
	assert_eq!(rebuilt(&nested(MAX_DEPTH + 1)), nested(MAX_DEPTH + 1));
	assert_eq!(refusal(&nested(MAX_DEPTH + 2)), DocumentError::TooDeep);
	assert_eq!(refusal(&nested(100_000)), DocumentError::TooDeep);
}

#[test]
fn size_is_bounded() {
	let most = vec![b' '; MAX_CONTENT + 1];
	assert!(Document::from_file(&most[1..]).is_ok());
	let too_large = DocumentError::TooLarge { limit: MAX_CONTENT };
	assert_eq!(Document::from_file(&most).unwrap_err(), too_large);
	assert_eq!(Document::from_json(&most).unwrap_err(), too_large);
}

#[test]
fn the_number_of_values_is_bounded() {
	let list = format!("[0{}]", ",0".repeat(MAX_LEAVES - 1));
	assert_eq!(refusal(&list), DocumentError::TooManyLeaves);
}

#[test]
fn a_long_name_around_many_values_does_not_fill_the_memory() {
	let source = format!("{{\"{}\":[0{}]}}", "a".repeat(1 << 20), ",0".repeat(10_000));
	assert_eq!(refusal(&source), DocumentError::TooLarge { limit: MAX_ENCODED });
}

#[test]
fn the_same_content_twice_has_nothing_in_common() {
	let (one, two) = (Document::from_json(b"[1]").unwrap(), Document::from_json(b"[1]").unwrap());
	let digests =
		|document: &Document| -> BTreeSet<_> { document.leaves.iter().map(Leaf::digest).collect() };
	assert!(digests(&one).is_disjoint(&digests(&two)));
	assert_ne!(one.salt, two.salt);
	assert_ne!(one.commitment(RECORD, 1), two.commitment(RECORD, 1));
}

#[test]
fn a_commitment_is_of_one_record_and_version() {
	let document = Document::from_json(b"{}").unwrap();
	assert_eq!(document.commitment(RECORD, 1), document.commitment(RECORD, 1));
	assert_ne!(document.commitment(RECORD, 1), document.commitment(RECORD, 2));
	assert_ne!(document.commitment(RECORD, 1), document.commitment(RecordId([8; 16]), 1));
}

/// Nothing in the crate takes a guess of the content: only a document, which has the salt.
#[test]
fn who_knows_all_but_the_salt_cannot_verify_a_guess() {
	let document = Document::from_json(b"true").unwrap();
	let commitment = document.commitment(RECORD, 1);
	let mut guess = Document::decode(&document.encode()).unwrap();
	assert_eq!(guess.commitment(RECORD, 1), commitment);
	guess.salt[63] ^= 1;
	assert_eq!(guess.root(), document.root());
	assert_ne!(guess.commitment(RECORD, 1), commitment);
}

#[test]
fn leaves_are_shuffled() {
	let source = format!("[0{}]", ",0".repeat(62));
	let place = || {
		let document = Document::from_json(source.as_bytes()).unwrap();
		document.leaves.iter().position(|leaf| leaf.pointer() == Some("")).unwrap()
	};
	let first = place();
	assert!((0..64).any(|_| place() != first));
}

#[test]
fn debug_tells_nothing() {
	let document = Document::from_json(b"\"secret\"").unwrap();
	assert_eq!(format!("{document:?}"), "Document { .. }");
}
