use super::*;
use crate::policy::tests::{book, entry_of};
use salus_primitives::{InstitutionId, Jurisdiction, Languages, Purpose, Reconsent, Role, Roles};

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
	let prune = read("Redaction", "prune_case", &[1; 16]);
	assert!(prune.starts_with("clear away erasure case 0x0101"), "{prune}");
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
fn a_policy_that_is_not_made_on_the_newest_says_so_first() {
	let mut book = book();
	let of = |version| Policy { version, ..Policy::default() };
	let warning = |version, book: &PolicyBookView| not_on_the_newest(&of(version), book);
	assert_eq!(warning(2, &book), None);
	book.pending = Some(entry_of(of(2), DAY));
	assert_eq!(warning(3, &book), None, "the newest is the one that waits");
	let start = "NOT made on the newest policy: cannot be carried out unless ";
	let of_stale = |version| {
		let text = warning(version, &book).unwrap();
		text.strip_prefix(start).unwrap().to_owned()
	};
	assert_eq!(of_stale(9), "policy 8 is the newest by then; policy 2 is now");
	for version in [0, 1, 2] {
		assert!(of_stale(version).contains("never happens"), "{version}");
	}
	book.pending = Some(entry_of(of(u32::MAX), DAY));
	assert!(warning(0, &book).is_some(), "versions do not begin anew");
	let proposed = Proposed { name: "Policy.adopt".into(), arguments: Vec::new(), proposal: None };
	let preview = Preview::new(&proposed, warning(9, &book), vec!["adopt".into()], &[]);
	assert!(preview.lines[0].starts_with(start), "{:?}", preview.lines);
	assert_eq!(preview.lines[1..], ["calls Policy.adopt", "  adopt"]);
	assert!(preview.json["warning"].as_str().unwrap().starts_with(start));
}

#[test]
fn who_is_no_longer_asked_is_told() {
	let asks = |before, purpose| {
		let widened = Purposes::of(&[purpose]);
		Some(Reconsent { before, widened, from: 100 * DAY })
	};
	let of = |version, reconsent| Policy { version, reconsent, ..Policy::default() };
	let old = of(2, asks(2, Purpose::HRESCH));
	let no_longer = "no longer asks for new consent to HRESCH, as policy 2 does of grants given \
	                 under a policy before 2, from 1970-04-11 00:00:00 UTC";
	assert_eq!(asked(&old, &of(3, None)), [no_longer]);
	let replaced = asked(&old, &of(3, asks(3, Purpose::HMARKT)));
	assert_eq!(replaced.len(), 2);
	assert_eq!(replaced[0], no_longer);
	assert!(replaced[1].starts_with("asks anew: grants given under a policy before 3"));
	assert!(replaced[1].contains("for HMARKT"), "{}", replaced[1]);
	let kept = asked(&old, &of(3, old.reconsent));
	assert_eq!(kept.len(), 1);
	assert!(kept[0].starts_with("asks nobody anew, and still asks as before: grants"), "{kept:?}");
	assert!(kept[0].contains("end at 1970-04-11 00:00:00 UTC for HRESCH"), "{kept:?}");
	assert_eq!(asked(&of(1, None), &of(2, None)), ["asks nobody anew"]);
}

#[test]
fn a_change_of_an_institution_shows_every_part_and_marks_what_differs() {
	let same = [
		"roles: provider",
		"accredited until: 1970-01-02 00:00:00 UTC",
		"control group: 6",
		"country: DE",
		"law: eu",
	];
	assert_eq!(changed(Some(admission()), &admission()), same);
	let known = Admission {
		roles: Roles::of(&[Role::Provider, Role::Custodian]),
		accredited_until: 2 * DAY,
		control_group: 7,
		country: *b"FR",
		jurisdiction: Jurisdiction::Us,
	};
	assert_eq!(
		changed(Some(known), &admission()),
		[
			"roles: provider (now provider, custodian)",
			"accredited until: 1970-01-02 00:00:00 UTC (now 1970-01-03 00:00:00 UTC)",
			"control group: 6 (now 7)",
			"country: DE (now FR)",
			"law: eu (now us)",
		]
	);
	let one = Admission { control_group: 7, ..admission() };
	let shown = changed(Some(one), &admission());
	assert_eq!(shown[2], "control group: 6 (now 7)");
	assert_eq!([&shown[..2], &shown[3..]].concat(), [&same[..2], &same[3..]].concat());
	let unknown = changed(None, &admission());
	assert_eq!(unknown[0], "the chain knows no such institution now");
	assert_eq!(unknown[1..], same);
}

#[test]
fn nothing_of_a_motion_reaches_the_terminal_but_as_text() {
	assert_eq!(country(*b"DE"), "DE");
	for (code, shown) in
		[(*b"\x1b[", "0x1b5b"), (*b"de", "0x6465"), (*b"D\n", "0x440a"), ([0xc2, 0x9b], "0xc29b")]
	{
		assert_eq!(country(code), format!("{shown}, which is no country"));
		let admission = Admission { country: code, ..admission() };
		let change = Proposal::Change { institution: InstitutionId(7), admission };
		let all = [words(&change), changed(Some(admission), &admission)].concat();
		assert!(!all.concat().contains(char::is_control), "{all:?}");
	}
	let name = "System.\x1b[2Jremark\ncalls Policy.lift".to_owned();
	let proposed = Proposed { name, arguments: vec![0x1b], proposal: None };
	let preview = Preview::new(&proposed, None, unknown(&proposed), &[]);
	assert!(!preview.lines.concat().contains(char::is_control), "{:?}", preview.lines);
}

#[test]
fn an_unknown_call_is_shown_as_it_is() {
	let proposed =
		Proposed { name: "Balances.burn".into(), arguments: vec![1, 0xab], proposal: None };
	let preview = Preview::new(&proposed, None, unknown(&proposed), &[]);
	assert_eq!(preview.lines[0], "calls Balances.burn");
	assert_eq!(preview.lines[2], "  arguments: 0x01ab");
	assert_eq!(preview.json["call"], "Balances.burn");
}
