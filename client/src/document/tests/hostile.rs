//! What a sealer who does not follow the rules could write.

use super::*;

type Raw<'a> = (&'a str, LeafKind, &'a [u8]);

fn document(leaves: &[Raw<'_>]) -> Document {
	let leaf = |(pointer, kind, value): &Raw<'_>| Draft::new(pointer, *kind, value).salted();
	Document { salt: [0; 64], leaves: leaves.iter().map(leaf).collect() }
}

fn refusal(leaves: &[Raw<'_>]) -> DocumentError {
	document(leaves).content().err().unwrap()
}

const OBJECT: Raw<'_> = ("", LeafKind::Object, b"");
const LIST: Raw<'_> = ("", LeafKind::Array, b"");

fn null(pointer: &str) -> Raw<'_> {
	(pointer, LeafKind::Null, b"")
}

#[test]
fn two_leaves_with_one_pointer_are_refused() {
	let error = DocumentError::Malformed("two leaves have one pointer");
	assert_eq!(refusal(&[OBJECT, null("/a"), null("/a")]), error);
	assert_eq!(refusal(&[OBJECT, LIST]), error);
}

#[test]
fn a_leaf_outside_of_any_container_is_refused() {
	let error = DocumentError::Malformed("a leaf stands outside of any container");
	assert_eq!(refusal(&[OBJECT, null("/a/b")]), error);
	assert_eq!(refusal(&[OBJECT, null("/a"), null("/a/b")]), error);
	assert_eq!(refusal(&[null("/a")]), error);
}

#[test]
fn a_gap_in_a_list_needs_a_redaction() {
	let error = DocumentError::Malformed("a list has gaps that no redaction explains");
	assert_eq!(refusal(&[LIST, null("/0"), null("/2")]), error);
	assert_eq!(refusal(&[LIST, null("/4294967295")]), error);
	let mut explained = document(&[LIST, null("/0"), null("/2")]);
	explained.leaves.push(Leaf::Redacted(Hash32::default()));
	assert_eq!(text(&explained), "[null,null]");
}

#[test]
fn odd_pointers_are_refused() {
	for (leaves, why) in [
		([LIST, null("/01")], "an item of a list has no number"),
		([LIST, null("/a")], "an item of a list has no number"),
		([LIST, null("/")], "an item of a list has no number"),
		([OBJECT, null("/~")], "a pointer has a stray ~"),
		([OBJECT, null("/~2")], "a pointer has a stray ~"),
		([OBJECT, null("a")], "a pointer does not begin with /"),
		([OBJECT, null("a/b")], "a pointer does not begin with /"),
	] {
		assert_eq!(refusal(&leaves), DocumentError::Malformed(why));
	}
}

#[test]
fn values_that_are_not_of_their_kind_are_refused() {
	let not_of_kind = DocumentError::Malformed("a value is not of its kind");
	for (kind, value) in [
		(LeafKind::Null, &b"null"[..]),
		(LeafKind::Bool, b""),
		(LeafKind::Bool, b"True"),
		(LeafKind::Object, b"{}"),
		(LeafKind::Array, b" "),
		(LeafKind::Number, b""),
		(LeafKind::Number, b" 1"),
		(LeafKind::Number, b"1 "),
		(LeafKind::Number, b"01"),
		(LeafKind::Number, b"1."),
		(LeafKind::Number, b"-"),
		(LeafKind::Number, b"true"),
		(LeafKind::Number, b"1,2"),
		(LeafKind::Number, b"1,\"smuggled\":2"),
	] {
		assert_eq!(refusal(&[("", kind, value)]), not_of_kind, "{kind:?} {value:?}");
	}
	let not_text = DocumentError::Malformed("a string is not UTF-8");
	assert_eq!(refusal(&[("", LeafKind::String, b"\xff")]), not_text);
}

#[test]
fn a_file_stands_alone() {
	let error = DocumentError::Malformed("a file stands beside other leaves");
	assert_eq!(refusal(&[("", LeafKind::File, b"a"), ("", LeafKind::File, b"b")]), error);
	assert_eq!(refusal(&[OBJECT, ("/a", LeafKind::File, b"a")]), error);
	assert_eq!(refusal(&[("/a", LeafKind::File, b"a")]), error);
}

#[test]
fn nothing_but_decoys_is_refused() {
	let decoys = Document { salt: [0; 64], leaves: vec![Leaf::decoy(), Leaf::decoy()] };
	assert_eq!(
		decoys.content().err(),
		Some(DocumentError::Malformed("there is nothing but decoys"))
	);
}

#[test]
fn deep_pointers_are_refused_before_they_are_followed() {
	let pointers: Vec<_> = (0..=MAX_DEPTH + 1).map(|depth| "/0".repeat(depth)).collect();
	let leaves: Vec<_> =
		pointers.iter().map(|at| (at.as_str(), LeafKind::Array, &b""[..])).collect();
	assert!(document(&leaves[..=MAX_DEPTH]).content().is_ok());
	assert_eq!(refusal(&leaves), DocumentError::TooDeep);
}

#[test]
fn encodings_cut_short_or_prolonged_are_refused() {
	let encoded = Document::from_json(br#"{"a":[1]}"#).unwrap().encode();
	for length in 0..encoded.len() {
		assert!(Document::decode(&encoded[..length]).is_err(), "{length} bytes");
	}
	let prolonged = [&encoded[..], &[0]].concat();
	assert!(Document::decode(&prolonged).is_err());
}

#[test]
fn encodings_with_an_impossible_number_of_leaves_are_refused() {
	let claim = |count: u32, bytes: usize| {
		let mut encoded = [0; 64].to_vec();
		Compact(count).encode_to(&mut encoded);
		encoded.resize(encoded.len() + bytes, 0);
		Document::decode(&encoded).unwrap_err()
	};
	let malformed = DocumentError::Malformed;
	assert_eq!(claim(0, 0), malformed("the number of leaves is no power of two"));
	assert_eq!(claim(3, 4096), malformed("the number of leaves is no power of two"));
	assert_eq!(claim(1 << 20, 4096), malformed("it is cut short or not a document"));
	assert_eq!(claim(u32::MAX, 4096), DocumentError::TooManyLeaves);
	let too_large = DocumentError::TooLarge { limit: MAX_ENCODED };
	assert_eq!(Document::decode(&vec![0; MAX_ENCODED + 1]).unwrap_err(), too_large);
}
