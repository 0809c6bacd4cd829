//! JSON pointers (RFC 6901).

use std::borrow::Cow;

/// Appends `/token`, escaped.
pub(super) fn push(pointer: &mut String, token: &str) {
	pointer.push('/');
	for character in token.chars() {
		match character {
			'~' => pointer.push_str("~0"),
			'/' => pointer.push_str("~1"),
			other => pointer.push(other),
		}
	}
}

/// The pointer of the container and the token in it, still escaped. `None` for the root and for
/// what is no pointer.
pub(super) fn split(pointer: &str) -> Option<(&str, &str)> {
	match pointer.starts_with('/') {
		true => pointer.rsplit_once('/'),
		false => None,
	}
}

/// The member name that a token stands for. `None` for a `~` that escapes nothing.
pub(super) fn name(token: &str) -> Option<Cow<'_, str>> {
	let mut parts = token.split('~');
	let first = parts.next().unwrap_or_default();
	let mut name = Cow::Borrowed(first);
	for part in parts {
		let (character, rest) = match part.as_bytes().first() {
			Some(b'0') => ('~', &part[1..]),
			Some(b'1') => ('/', &part[1..]),
			_ => return None,
		};
		let text = name.to_mut();
		text.push(character);
		text.push_str(rest);
	}
	Some(name)
}

/// The list position that a token stands for. Decimal without leading zeros (section 4).
pub(super) fn index(token: &str) -> Option<u32> {
	let digits = token.bytes().all(|byte| byte.is_ascii_digit());
	let canonical = token == "0" || !token.starts_with('0');
	(digits && canonical).then(|| token.parse().ok()).flatten()
}

/// Whether `pointer` is `container` or stands somewhere in it.
pub(super) fn is_within(pointer: &str, container: &str) -> bool {
	let rest = pointer.strip_prefix(container);
	rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn tokens_are_escaped_and_read_back() {
		for token in ["", "a", "~", "/", "~1", "~0/", "/~~/", "ä~ö"] {
			let mut pointer = String::from("/x");
			push(&mut pointer, token);
			let (parent, escaped) = split(&pointer).unwrap();
			assert_eq!((parent, name(escaped).unwrap().as_ref()), ("/x", token));
		}
	}

	#[test]
	fn the_examples_of_rfc_6901_hold() {
		assert_eq!(name("a~1b").as_deref(), Some("a/b"));
		assert_eq!(name("m~0n").as_deref(), Some("m~n"));
		assert_eq!(name("~01").as_deref(), Some("~1"));
		assert_eq!(split(""), None);
		assert_eq!(split("/foo/0"), Some(("/foo", "0")));
	}

	#[test]
	fn stray_tildes_and_odd_indices_are_refused() {
		assert!(name("~").is_none() && name("~2").is_none() && name("a~").is_none());
		assert_eq!((index("0"), index("10")), (Some(0), Some(10)));
		for odd in ["", "00", "01", "-", "-1", "+1", "1e0", "4294967296"] {
			assert_eq!(index(odd), None);
		}
	}

	#[test]
	fn a_shared_prefix_is_not_a_container() {
		assert!(is_within("/a/b", "/a") && is_within("/a", "/a") && is_within("/a", ""));
		assert!(!is_within("/ab", "/a") && !is_within("/a", "/a/b"));
	}
}
