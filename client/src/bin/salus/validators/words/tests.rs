use super::*;
use salus_primitives::InstitutionId;

const UNIT: u128 = 1_000_000_000_000;
const HOUR: Moment = 60 * 60 * 1000;

/// The account of [`view`].
pub const ACCOUNT: Hash32 = Hash32([1; 32]);

/// One that serves.
pub fn view() -> ValidatorView {
	ValidatorView {
		account: ACCOUNT,
		institution: InstitutionId(1),
		bond: 500 * UNIT,
		full_bond: 500 * UNIT,
		bond_due: None,
		state: ValidatorState::Standing,
		idle: false,
		has_keys: true,
		keys_set: None,
		active: true,
		queued: true,
		blocks: 12,
		slashes: 0,
		free_from: None,
		since: 0,
	}
}

/// The eighth session since 1970, with one slot left.
pub fn session() -> SessionView {
	SessionView {
		index: 7,
		slots: 1200,
		passed: 1199,
		left: 1,
		slot_duration: 3000,
		ends: 8 * HOUR,
		active: 4,
		floor: 4,
		reporting: 2,
		unbonding: 4,
		rotation: 3,
		finality_restarts: false,
	}
}

#[test]
fn a_validator_is_told_in_a_line() {
	assert_eq!(
		line(&view()),
		format!("{ACCOUNT}  institution 1: serves, stands for election, 12 blocks in this session")
	);
	let worse = ValidatorView {
		state: ValidatorState::Offender,
		idle: true,
		bond: UNIT / 2,
		has_keys: false,
		queued: false,
		blocks: 0,
		slashes: 2,
		..view()
	};
	assert_eq!(
		line(&worse),
		format!(
			"{ACCOUNT}  institution 1: serves until the session ends, offended, 0 blocks in this \
			 session, no session keys, bond 0.5 UNIT of 500 UNIT, missed its turns, slashes open: 2"
		)
	);
}

#[test]
fn a_validator_is_told_in_full() {
	let first = format!("validator {ACCOUNT} of institution 1");
	assert_eq!(
		lines(&view(), &session()),
		[
			&first[..],
			"serves; 12 blocks in session 7",
			"stands for election, from the beginning",
			"bond 500 UNIT",
			"session keys from the beginning",
		]
	);
	let gone = ValidatorView {
		state: ValidatorState::Leaving,
		active: false,
		queued: false,
		keys_set: Some(6),
		free_from: Some(11),
		since: HOUR,
		..view()
	};
	assert_eq!(
		lines(&gone, &session())[1..],
		[
			"does not serve; 12 blocks in session 7",
			"leaves; stood since 1970-01-01 01:00:00 UTC",
			"bond 500 UNIT",
			"session keys of session 6, may be replaced from session 9 (about 1970-01-01 09:00:00 \
			 UTC) on",
			"its bond is free from session 11 (about 1970-01-01 11:00:00 UTC) on",
		]
	);
	let short = ValidatorView { bond: UNIT, bond_due: Some(9), ..view() };
	assert_eq!(
		lines(&short, &session())[3],
		format!(
			"bond 1 UNIT of 500 UNIT; fill it up before the election of session 9 (about 1970-01-01 \
			 09:00:00 UTC): `salus validator stand {ACCOUNT}`"
		)
	);
	let free = ValidatorView { free_from: Some(7), has_keys: false, ..gone };
	let text = lines(&free, &session()).join("\n");
	assert!(text.contains("`salus validator keys 0x01"), "{text}");
	assert!(text.ends_with("its bond is free: `salus validator withdraw`"), "{text}");
}

#[test]
fn a_session_is_told_with_what_it_counts() {
	assert_eq!(
		super::session(&SessionView { reporting: 1, ..session() }),
		"session 7: 1199 of 1200 slots have passed, the next begins about 1970-01-01 08:00:00 UTC\n\
		 4 validators serve, the floor is 4\n\
		 offences may be reported for 1 session\n\
		 a bond stays for 4 sessions after the last one served\n\
		 session keys stay for at least 3 sessions"
	);
}

#[test]
fn standing_and_leaving_say_when() {
	let text = stood(&ValidatorView { active: false, queued: false, ..view() }, &session());
	assert!(text.ends_with("from session 9 (about 1970-01-01 09:00:00 UTC) on if it is elected"));
	let text = stood(&ValidatorView { has_keys: false, ..view() }, &session());
	assert!(text.contains("salus validator keys 0x01"), "{text}");
	assert!(stood(&view(), &session()).ends_with("stands with bond 500 UNIT"));

	let text = left(&view(), &session(), 4);
	assert!(text.contains("until session 9 (about 1970-01-01 09:00:00 UTC) begins"), "{text}");
	assert!(text.ends_with("free from session 13 (about 1970-01-01 13:00:00 UTC) on"), "{text}");
	let text = left(&ValidatorView { queued: false, ..view() }, &session(), 4);
	assert!(text.contains("until session 8 (about 1970-01-01 08:00:00 UTC) begins"), "{text}");
	let text = left(&view(), &session(), 3);
	assert!(text.contains("the floor is 4 validators and only 3 others"), "{text}");
	let out = ValidatorView { active: false, queued: false, free_from: Some(0), ..view() };
	let text = left(&out, &session(), 3);
	assert!(
		text.ends_with("does not serve; its bond is free: `salus validator withdraw`"),
		"{text}"
	);
}

#[test]
fn those_with_flaws_hold_no_floor() {
	let of = |id| ValidatorView { account: Hash32([id; 32]), ..view() };
	let all = [
		of(1),
		of(2),
		ValidatorView { has_keys: false, ..of(3) },
		ValidatorView { bond: 1, bond_due: Some(9), ..of(4) },
		ValidatorView { bond: 1, bond_due: Some(10), ..of(6) },
		ValidatorView { state: ValidatorState::Leaving, ..of(5) },
	];
	let others = |without| may_serve(&all, without, &session());
	assert_eq!((others(ACCOUNT), others(Hash32([9; 32]))), (2, 3));
}

#[test]
fn a_slash_says_what_it_costs_and_when() {
	let it = SlashView { session: 3, validator: ACCOUNT, share: 2_500, due: HOUR };
	let start = format!("{ACCOUNT}  session 3: 0.25 % of its bond, ");
	assert_eq!(slash(&it, 0), format!("{start}due at 1970-01-01 01:00:00 UTC"));
	let due = format!("{start}due: `salus validator apply-slash 3 {ACCOUNT}`");
	assert_eq!(slash(&it, HOUR), due);
	assert!(slashed(ACCOUNT, Some(&view())).ends_with("500 UNIT is left"));
	assert!(slashed(ACCOUNT, None).ends_with("took effect"));
}
