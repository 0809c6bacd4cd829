//! How the policy book changes, and what it shows.

use super::{Bounds, Policy};
use crate::{Documents, Moment, Purposes, Suites, PURPOSES, SECONDARY};
use alloc::{string::String, vec::Vec};
use codec::{Compact, Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use scale_info::TypeInfo;

/// The languages a text exists in: ISO 639-1, lower case, each once, one at least.
#[derive(Encode, TypeInfo, Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Languages(Vec<[u8; 2]>);

impl Languages {
	/// A text exists in so many at most.
	pub const AT_MOST: usize = 32;

	/// The codes, in the order in which they were given.
	pub fn codes(&self) -> &[[u8; 2]] {
		&self.0
	}
}

impl Default for Languages {
	/// English.
	fn default() -> Self {
		Self(alloc::vec![*b"en"])
	}
}

/// No list of languages: ISO 639-1, lower case, each once, one to 32.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoLanguages;

impl core::fmt::Display for NoLanguages {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.write_str("expected 1 to 32 different codes of ISO 639-1 in lower case, such as de or en")
	}
}

#[cfg(feature = "std")]
impl std::error::Error for NoLanguages {}

impl TryFrom<Vec<[u8; 2]>> for Languages {
	type Error = NoLanguages;

	fn try_from(codes: Vec<[u8; 2]>) -> Result<Self, NoLanguages> {
		let counted = (1..=Self::AT_MOST).contains(&codes.len());
		let spelt = codes.iter().flatten().all(u8::is_ascii_lowercase);
		let distinct = codes.iter().enumerate().all(|(index, it)| !codes[..index].contains(it));
		(counted && spelt && distinct).then_some(Self(codes)).ok_or(NoLanguages)
	}
}

impl TryFrom<Vec<String>> for Languages {
	type Error = NoLanguages;

	fn try_from(codes: Vec<String>) -> Result<Self, NoLanguages> {
		let codes: Option<Vec<[u8; 2]>> =
			codes.iter().map(|code| code.as_bytes().try_into().ok()).collect();
		codes.ok_or(NoLanguages)?.try_into()
	}
}

impl From<Languages> for Vec<String> {
	fn from(languages: Languages) -> Self {
		languages.0.iter().map(|code| code.iter().copied().map(char::from).collect()).collect()
	}
}

impl Decode for Languages {
	/// What is no list of languages does not decode, and the length is looked at before the rest.
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		let Compact(count) = Compact::<u32>::decode(input)?;
		if count as usize > Self::AT_MOST {
			return Err("too many languages".into());
		}
		let codes: Result<Vec<_>, _> = (0..count).map(|_| <[u8; 2]>::decode(input)).collect();
		Self::try_from(codes?).map_err(|_| "no list of languages".into())
	}
}

impl DecodeWithMemTracking for Languages {}

impl MaxEncodedLen for Languages {
	fn max_encoded_len() -> usize {
		1 + 2 * Self::AT_MOST
	}
}

row! {
	/// A motion's proposal for the book.
	#[derive(serde::Serialize, serde::Deserialize)]
	#[serde(rename_all = "camelCase", deny_unknown_fields)]
	pub struct Adoption {
		/// The whole policy. Its version is the newest one's and one more.
		pub policy: Policy,
		/// It is in force from then on.
		pub in_force: Moment,
		/// The human text exists in these.
		pub languages: Languages,
	}
}

wire! {
	/// What an emergency took out of the policy for a while.
	#[serde(deny_unknown_fields)]
	pub struct Restriction {
		/// Nothing may be granted or released by a grant for these.
		pub purposes: Purposes,
		/// No new key may be of these.
		pub suites: Suites,
		/// It ends then.
		pub until: Moment,
	}
}

impl Restriction {
	/// Whether it still holds.
	pub const fn is_live(&self, now: Moment) -> bool {
		now < self.until
	}

	/// The policy without what was taken out.
	pub const fn apply(&self, mut policy: Policy) -> Policy {
		policy.consent.purposes = Purposes(policy.consent.purposes.0 & !self.purposes.0);
		policy.suites = Suites(policy.suites.0 & !self.suites.0);
		policy
	}

	/// Whether the policy allows nothing of what was taken out, by itself.
	pub fn is_confirmed_by(&self, policy: &Policy) -> bool {
		self.apply(*policy) == *policy
	}
}

impl Purposes {
	/// These and all that lie below them: what a prohibition of them means.
	pub fn and_below(self) -> Self {
		let concerned = PURPOSES.into_iter().filter(|it| self.concern(*it));
		concerned.fold(self, |all, it| all.and(Self::of(&[it])))
	}
}

impl Policy {
	/// Whether `newer` allows secondary use (EHDS Art. 53) that this policy does not: for a further
	/// secondary purpose, or, where it allows any, by grants that last longer. A code below a
	/// secondary one is secondary. How long an ended grant stays provable is no use of data.
	pub fn widens_secondary_use(&self, newer: &Self) -> bool {
		let secondary = SECONDARY.and_below();
		let before = self.consent.purposes.within(secondary);
		let after = newer.consent.purposes.within(secondary);
		let longer = newer.consent.grant_at_most > self.consent.grant_at_most;
		after.within(before) != after || (longer && after.0 != 0)
	}
}

view! {
	/// One policy of the book.
	PolicyEntryView {
		/// Its version.
		version: u32,
		/// The human text and its assessment. Zero where genesis named none.
		documents: Documents,
		/// The text exists in these.
		languages: Languages,
		/// When it was adopted.
		adopted: Moment,
		/// It is in force from then on, until the next is.
		in_force: Moment,
		/// The parameters, as they were adopted.
		policy: Policy,
	}
}

view! {
	/// The policy book.
	PolicyBookView {
		/// What holds now, without what an emergency took out.
		current: Policy,
		/// The entry that is in force, as it was adopted. A new one is a change of the pending entry,
		/// or else of this.
		entry: PolicyEntryView,
		/// The entry that comes into force next.
		pending: Option<PolicyEntryView>,
		/// What no motion may cross.
		bounds: Bounds,
		/// The emergency's restriction, while it holds.
		restriction: Option<Restriction>,
		/// An emergency may restrict anew only from then on; nothing while it may at once.
		restrictable_from: Option<Moment>,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{Purpose, EVERY_PURPOSE};

	fn languages(codes: &[&str]) -> Result<Languages, NoLanguages> {
		codes.iter().map(|it| String::from(*it)).collect::<Vec<_>>().try_into()
	}

	#[test]
	fn languages_are_distinct_codes() {
		let good = languages(&["de", "en"]).unwrap();
		assert_eq!(good.codes(), [*b"de", *b"en"]);
		assert_eq!(serde_json::to_string(&good).unwrap(), r#"["de","en"]"#);
		let many: Vec<_> = (b'a'..=b'z').flat_map(|it| [[b'a', it], [b'b', it]]).collect();
		assert!(Languages::try_from(many[..32].to_vec()).is_ok());
		assert!(Languages::try_from(many[..33].to_vec()).is_err());
		for bad in [&[][..], &["de", "de"], &["DE"], &["deu"], &["d"], &["d1"], &["ü"]] {
			assert_eq!(languages(bad), Err(NoLanguages), "{bad:?}");
		}
	}

	#[test]
	fn what_is_no_list_of_languages_does_not_decode() {
		let good = languages(&["de", "en"]).unwrap();
		assert_eq!(Languages::decode(&mut &good.encode()[..]), Ok(good.clone()));
		assert_eq!(good.encode(), vec![*b"de", *b"en"].encode());
		let longest: Vec<_> =
			(b'a'..=b'z').flat_map(|it| [[b'a', it], [b'b', it]]).take(32).collect();
		assert_eq!(Languages(longest).encoded_size(), Languages::max_encoded_len());
		for bad in [vec![], vec![*b"de"; 2], vec![*b"DE"], vec![*b"de"; 33]] {
			assert!(Languages::decode(&mut &bad.encode()[..]).is_err(), "{bad:?}");
		}
		assert!(Languages::decode(&mut &Compact(u32::MAX).encode()[..]).is_err());
		assert!(serde_json::from_str::<Languages>(r#"["de","de"]"#).is_err());
	}

	#[test]
	fn a_restriction_takes_out_and_never_adds() {
		let restriction = Restriction {
			purposes: Purposes::of(&[Purpose::HRESCH]).and_below(),
			suites: Suites::ALL,
			until: 10,
		};
		assert!(restriction.is_live(9) && !restriction.is_live(10));
		let left = restriction.apply(Policy::default());
		assert!(!left.consent.purposes.contains(Purpose::HRESCH));
		assert!(!left.consent.purposes.contains(Purpose::CLINTRCHNPC));
		assert!(left.consent.purposes.contains(Purpose::TREAT));
		assert_eq!(left.suites, Suites(0));
		assert!(restriction.is_confirmed_by(&left));
		assert!(!restriction.is_confirmed_by(&Policy::default()));
	}

	#[test]
	fn below_a_purpose_lie_all_that_it_concerns() {
		for purpose in PURPOSES {
			let set = Purposes::of(&[purpose]);
			for other in PURPOSES {
				assert_eq!(set.and_below().contains(other), set.concern(other));
			}
		}
		assert_eq!(Purposes(0).and_below(), Purposes(0));
		assert_eq!(EVERY_PURPOSE.and_below(), EVERY_PURPOSE);
	}

	#[test]
	fn one_more_secondary_purpose_widens_secondary_use() {
		for purpose in PURPOSES {
			let mut without = Policy::default();
			without.consent.purposes = Purposes(EVERY_PURPOSE.0 & !Purposes::of(&[purpose]).0);
			let secondary = SECONDARY.concern(purpose);
			assert_eq!(without.widens_secondary_use(&Policy::default()), secondary, "{purpose:?}");
			assert!(!Policy::default().widens_secondary_use(&without), "{purpose:?}");
		}
	}

	#[test]
	fn longer_grants_widen_secondary_use_where_there_is_any() {
		let policy = Policy::default();
		let mut longer = policy;
		longer.consent.grant_at_most += 1;
		assert!(policy.widens_secondary_use(&longer));
		assert!(!longer.widens_secondary_use(&policy));
		let care = Purposes::of(&[Purpose::TREAT, Purpose::ETREAT, Purpose::PATRQT]);
		longer.consent.purposes = care;
		assert!(!policy.widens_secondary_use(&longer));
		let mut history = policy;
		history.consent.history += 1;
		assert!(!policy.widens_secondary_use(&history));
	}
}
