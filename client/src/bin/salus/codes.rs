//! Codes as people type them: `legal-claims` for `legalClaims`.

use codec::Decode;
use salus_primitives::{Country, GuardianScope, Hash32, Role, Roles};
use serde::{
	de::IntoDeserializer,
	de::{value, DeserializeOwned},
};
use subxt::config::substrate::AccountId32;

fn camel(text: &str) -> String {
	let mut words = text.split('-');
	let first = words.next().unwrap_or_default().to_owned();
	words.fold(first, |text, word| {
		let mut letters = word.chars();
		let upper = letters.next().map(|it| it.to_ascii_uppercase());
		upper.into_iter().fold(text, |mut text, it| {
			text.push(it);
			text
		}) + letters.as_str()
	})
}

/// A name of the vocabulary as people read it.
pub fn kebab(text: &str) -> String {
	text.chars().enumerate().fold(String::new(), |mut text, (at, letter)| {
		if letter.is_ascii_uppercase() && at > 0 {
			text.push('-');
		}
		text.push(letter.to_ascii_lowercase());
		text
	})
}

/// Reads a code, and lists the ones there are if it is none of them.
pub fn code<T: DeserializeOwned>(text: &str) -> Result<T, String> {
	let camel = camel(text);
	let code = IntoDeserializer::<value::Error>::into_deserializer(camel.as_str());
	T::deserialize(code).map_err(|error| {
		let error = error.to_string();
		let known = error.split_once("expected ").map_or("another code", |(_, known)| known);
		format!("expected {}", known.split('`').map(kebab).collect::<Vec<_>>().join("`"))
	})
}

/// Reads what a guardian may do: codes with commas between them.
pub fn guardian_scope(text: &str) -> Result<GuardianScope, String> {
	text.split(',').try_fold(GuardianScope::default(), |scope, word| {
		Ok(scope.and(match word {
			"view" => GuardianScope::VIEW,
			"consent" => GuardianScope::CONSENT,
			"erase" => GuardianScope::ERASE,
			"all" => GuardianScope::ALL,
			_ => {
				return Err(
					"expected `view`, `consent`, `erase` with commas between, or `all`".into()
				)
			},
		}))
	})
}

/// What a guardian may do, in words.
pub fn scope_words(scope: GuardianScope) -> String {
	let named = [
		(GuardianScope::VIEW, "view"),
		(GuardianScope::CONSENT, "consent"),
		(GuardianScope::ERASE, "erase"),
	];
	let words = named.into_iter().filter(|(bit, _)| scope.has(*bit)).map(|(_, word)| word);
	words.collect::<Vec<_>>().join(",")
}

/// Reads an account: its public key as hex, or its address as SS58.
pub fn account(text: &str) -> Result<Hash32, &'static str> {
	let address = || text.parse::<AccountId32>().ok().map(|it| Hash32(it.0));
	text.parse().ok().or_else(address).ok_or("expected an account: 32 bytes as hex, or SS58")
}

/// Reads what a review found.
pub fn finding(text: &str) -> Result<bool, &'static str> {
	match text {
		"justified" => Ok(true),
		"unjustified" => Ok(false),
		_ => Err("expected `justified` or `unjustified`"),
	}
}

/// Reads a vote.
pub fn vote(text: &str) -> Result<bool, &'static str> {
	match text {
		"aye" => Ok(true),
		"nay" => Ok(false),
		_ => Err("expected `aye` or `nay`"),
	}
}

/// Reads a country: ISO 3166-1 alpha-2.
pub fn country(text: &str) -> Result<Country, &'static str> {
	let code = Country::try_from(text.as_bytes()).ok();
	code.filter(|it| it.iter().all(u8::is_ascii_uppercase)).ok_or("expected a code such as DE")
}

/// Reads a language: ISO 639-1.
pub fn language(text: &str) -> Result<[u8; 2], &'static str> {
	let code = <[u8; 2]>::try_from(text.as_bytes()).ok();
	code.filter(|it| it.iter().all(u8::is_ascii_lowercase)).ok_or("expected a code such as de")
}

/// A code as people type it.
pub fn word(code: impl std::fmt::Debug) -> String {
	kebab(&format!("{code:?}"))
}

/// Roles as people type them.
pub fn roles(roles: Roles) -> String {
	let known = (0..=u8::MAX).map_while(|index| Role::decode(&mut &[index][..]).ok());
	known.filter(|it| roles.has(*it)).map(word).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::{HoldBasis, RectificationRefusal};

	#[test]
	fn codes_are_read_as_people_type_them() {
		assert_eq!(code("legal-claims"), Ok(HoldBasis::LegalClaims));
		assert_eq!(code("investigation"), Ok(HoldBasis::Investigation));
		let code = code::<RectificationRefusal>("not-the-originator");
		assert_eq!(code, Ok(RectificationRefusal::NotTheOriginator));
	}

	#[test]
	fn an_unknown_code_lists_the_known_ones() {
		let error = code::<HoldBasis>("because").unwrap_err();
		assert!(error.contains("`legal-claims`") && error.contains("`product-safety`"), "{error}");
		for text in ["", "-", "--", "Ä-ö"] {
			assert!(code::<HoldBasis>(text).is_err());
		}
	}

	#[test]
	fn votes_countries_and_languages_are_short() {
		assert_eq!((vote("aye"), vote("nay")), (Ok(true), Ok(false)));
		assert_eq!((country("DE"), language("de")), (Ok(*b"DE"), Ok(*b"de")));
		assert!(["", "yes", "AYE"].iter().all(|it| vote(it).is_err()));
		assert!(["", "de", "DEU", "D1"].iter().all(|it| country(it).is_err()));
		assert!(["", "DE", "deu", "é"].iter().all(|it| language(it).is_err()));
		let both = Roles::of(&[Role::LegalAuthority, Role::EmergencyDesk]);
		assert_eq!(roles(both), "emergency-desk, legal-authority");
	}

	#[test]
	fn accounts_are_hex_or_ss58() {
		let alice = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
		let address = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
		assert_eq!(account(alice).unwrap().to_string(), alice);
		assert_eq!(account(address), account(alice));
		for text in ["", "Alice", &alice[2..10], &address[1..], &address.replace('Y', "Z")] {
			assert!(account(text).unwrap_err().contains("SS58"), "{text}");
		}
	}

	#[test]
	fn scopes_are_sets_of_words() {
		let scope = guardian_scope("view,consent");
		assert_eq!(scope, Ok(GuardianScope::VIEW.and(GuardianScope::CONSENT)));
		assert_eq!(guardian_scope("all").map(scope_words), Ok("view,consent,erase".into()));
		assert!(guardian_scope("").is_err() && guardian_scope("view,everything").is_err());
	}
}
