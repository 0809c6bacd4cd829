use super::*;
use crate::policy::tests::{book, entry_of};
use salus_primitives::{Jurisdiction, Languages, Purpose, Reconsent, Role, Roles};

const DAY: u64 = 24 * 60 * 60 * 1000;

fn admission() -> Admission {
	Admission {
		roles: Roles::of(&[Role::Provider]),
		accredited_until: DAY,
		control_group: 6,
		country: *b"DE",
		jurisdiction: Jurisdiction::Eu,
	}
}

/// The words of a call whose arguments are written by hand.
fn read(pallet: &str, name: &str, arguments: &[u8]) -> String {
	words(&Proposal::read(pallet, name, arguments).unwrap()).join("\n")
}

#[test]
fn calls_are_told_in_words() {
	let seven = 7u32.to_le_bytes();
	assert_eq!(read("Registry", "suspend", &seven), "stop institution 7 at once, for a while");
	let remove = read("Registry", "remove", &[&seven[..], &[1, 9, 0, 0, 0]].concat());
	assert_eq!(remove, "send institution 7 away; institution 9 answers for it");
	let units = 1_500_000_000_000u128.to_le_bytes();
	let allot = read("Registry", "allot", &[&seven[..], &units].concat());
	assert_eq!(allot, "give institution 7 1.5 UNIT");
	let seats = read("Stake", "grant_seats", &[&seven[..], &[2]].concat());
	assert_eq!(seats, "institution 7 may run 2 validators in all");
	let purposes = Purposes::of(&[Purpose::HMARKT]).0.to_le_bytes();
	let restrict = read("Policy", "restrict", &[&purposes[..], &[1]].concat());
	assert!(restrict.ends_with("grants for HMARKT and new keys of x25519"), "{restrict}");
	let upgrade = read("System", "authorize_upgrade", &[0xab; 32]);
	assert!(upgrade.contains(&Hash32([0xab; 32]).to_string()), "{upgrade}");
	let back = read("System", "authorize_upgrade", &[0; 32]);
	assert!(back.starts_with("take back"), "{back}");
	let spared = read("Stake", "cancel_slash", &[&seven[..], &[1; 32]].concat());
	assert!(spared.ends_with("offence in session 7 would cost"), "{spared}");
	let admit = [
		&[1; 32][..],
		&1u32.to_le_bytes(),
		&DAY.to_le_bytes(),
		&6u32.to_le_bytes(),
		b"DE",
		&[0, 0],
		&units,
	];
	let admit = read("Registry", "admit", &admit.concat());
	for part in ["roles: provider", "until: 1970-01-02", "country: DE", "law: eu", "gets 1.5 UNIT"]
	{
		assert!(admit.contains(part), "{part}: {admit}");
	}
}

#[test]
fn a_policy_shows_old_and_new_values_and_what_is_asked_anew() {
	let book = book();
	let mut policy = Policy { version: 2, ..Policy::default() };
	policy.erasure.cooling = 2 * DAY;
	policy.consent.purposes =
		Purposes(policy.consent.purposes.0 & !Purposes::of(&[Purpose::HMARKT]).0);
	let widened = Purposes::of(&[Purpose::HRESCH]);
	policy.reconsent = Some(Reconsent { before: 2, widened, from: 100 * DAY });
	let languages = Languages::try_from(vec![*b"de", *b"en"]).unwrap();
	let mut adoption = Adoption { policy, in_force: 10 * DAY, languages };
	assert_eq!(adopted(&adoption, &book.entry.policy, &book.bounds), [
		"adopt policy 2 in the place of 1, in force from 1970-01-11 00:00:00 UTC",
		"consent.purposes: takes away HMARKT (may be at least TREAT, PATRQT, ETREAT; at most every \
		 purpose)",
		"erasure.cooling: 3 days -> 2 days (may be 0 ms to 30 days)",
		"asks anew: grants given under a policy before 2 end at 1970-04-11 00:00:00 UTC for HRESCH, \
		 unless the person grants it again",
		"the text is there in de, en",
	]);
	adoption.policy = Policy { version: 2, ..Policy::default() };
	adoption.policy.consent.grant_at_most += 1;
	adoption.policy.eu.erasure = false;
	let text = adopted(&adoption, &book.entry.policy, &book.bounds).join("\n");
	assert!(text.contains("widens secondary use"), "{text}");
	assert!(text.contains("refuse it: eu.erasure is out of bounds"), "{text}");
	assert!(text.contains("asks nobody anew"), "{text}");
}

#[test]
fn a_policy_is_compared_with_the_version_before_it() {
	let mut book = book();
	let of = |version, allowance| {
		let mut policy = Policy { version, ..Policy::default() };
		policy.parties.allowance = allowance;
		policy
	};
	let history = [entry_of(of(3, 30), 0), entry_of(of(2, 20), 0), entry_of(of(1, 10), 0)];
	let before = |version| predecessor(&of(version, 0), &book, &history).parties.allowance;
	assert_eq!([before(2), before(3), before(4)], [10, 20, 30]);
	assert_eq!(before(9), book.entry.policy.parties.allowance, "unknown: what is in force");
	book.pending = Some(entry_of(of(4, 40), 0));
	assert_eq!(predecessor(&of(9, 0), &book, &history).parties.allowance, 40);
}

#[test]
fn a_change_of_an_institution_shows_only_what_differs() {
	let mut known = admission();
	known.roles = Roles::of(&[Role::Provider, Role::Custodian]);
	let shown = changed(Some(known), &admission());
	assert_eq!(shown, ["roles: provider (now provider, custodian)"]);
	assert_eq!(changed(Some(admission()), &admission()), ["nothing changes"]);
	assert_eq!(changed(None, &admission()).len(), 5);
}

#[test]
fn an_unknown_call_is_shown_as_it_is() {
	let proposed =
		Proposed { name: "Balances.burn".into(), arguments: vec![1, 0xab], proposal: None };
	let preview = Preview::new(&proposed, unknown(&proposed), &[]);
	assert_eq!(preview.lines[0], "calls Balances.burn");
	assert_eq!(preview.lines[2], "  arguments: 0x01ab");
	assert_eq!(preview.json["call"], "Balances.burn");
}
