use super::*;

const DAY: u128 = 24 * 60 * 60 * 1000;

fn setting(text: &str) -> Policy {
	let mut policy = Policy::default();
	text.parse::<Setting>().unwrap().apply(&mut policy).unwrap();
	policy
}

fn refused(text: &str) -> String {
	text.parse::<Setting>().unwrap_err()
}

#[test]
fn values_are_read_by_the_unit_of_the_parameter() {
	assert_eq!(u128::from(setting("erasure.cooling=20d").erasure.cooling), 20 * DAY);
	assert_eq!(u128::from(setting("erasure.cooling=0s").erasure.cooling), 0);
	assert_eq!(setting("parties.allowance=12").parties.allowance, 12);
	assert_eq!(setting("bonds.custodian=0.5UNIT").bonds.custodian, 500_000_000_000);
	assert_eq!(setting("bonds.custodian=2 UNIT").bonds.custodian, 2_000_000_000_000);
	assert_eq!(setting("bonds.custodian=7").bonds.custodian, 7);
	assert_eq!(setting("stake.slash=12.5%").stake.slash, 125_000);
	assert_eq!(setting("stake.slash=7").stake.slash, 7);
	assert!(setting("us.erasure=true").us.erasure);
	assert_eq!(setting("stake.offences=disable").stake.offences, OffenceMeasure::Disable);
	assert_eq!(setting("suites=x25519").suites, Suites::ALL);
}

#[test]
fn a_sign_adds_to_a_set_or_takes_from_it() {
	let named = Purposes::of(&[Purpose::TREAT, Purpose::HRESCH]);
	assert_eq!(setting("consent.purposes=TREAT,HRESCH").consent.purposes, named);
	let less = setting("consent.purposes=-HMARKT,-CLINTRCH").consent.purposes;
	assert!(!less.contains(Purpose::HMARKT));
	assert!(!less.contains(Purpose::CLINTRCHNPC), "what lies below goes too");
	assert!(less.contains(Purpose::HRESCH) && less.contains(Purpose::BIORCH));
	let mut policy = setting("consent.purposes=TREAT");
	let more: Setting = "consent.purposes=+HRESCH".parse().unwrap();
	more.apply(&mut policy).unwrap();
	assert_eq!(policy.consent.purposes, named, "what is added is added by name");
	assert!(refused("consent.purposes=+TRAIN,HRESCH").contains("or none does"));
	assert!(refused("consent.purposes=+TRAIN,-TRAIN").contains("both added"));
	assert!(refused("consent.purposes=CURIOSITY").contains("PurposeOfUse"));
}

#[test]
fn a_wrong_name_lists_near_ones() {
	assert!(refused("erasure.coling=2d").contains("erasure.cooling"));
	assert!(refused("cooling=2d").contains("erasure.cooling"));
	assert!(refused("Bonds.Custodian=1").contains("bonds.custodian"));
	assert!(refused("erasure.cooling").contains("NAME=VALUE"));
	assert!(refused("version=7").contains("no parameter"));
}

#[test]
fn a_wrong_value_says_what_is_expected() {
	for text in ["2", "2 d", "-2d", "2.5d", "soon", "", "99999999999999999999d"] {
		assert!(refused(&format!("erasure.cooling={text}")).contains("72h"), "{text}");
	}
	for text in ["", "UNIT", ".5UNIT", "5.UNIT", "0.0000000000001UNIT", "-1UNIT", "1e3", "0.5"] {
		assert!(refused(&format!("bonds.custodian={text}")).contains("500UNIT"), "{text}");
	}
	let huge = format!("bonds.custodian={}UNIT", "9".repeat(30));
	assert!(refused(&huge).contains("500UNIT"));
	assert!(refused("stake.slash=0.00001%").contains("10%"));
	assert!(refused("eu.erasure=yes").contains("true or false"));
	assert!(refused("stake.offences=forgive").contains("`slash`"));
	assert!(refused("suites=rot13").contains("x25519"));
	let beyond: Setting = "parties.allowance=99999999999".parse().unwrap();
	let error = beyond.apply(&mut Policy::default()).unwrap_err().to_string();
	assert!(error.contains("parties.allowance"), "{error}");
}

#[test]
fn values_are_printed_for_people() {
	assert_eq!(value_words(Unit::Time, 3 * DAY), "3 days");
	assert_eq!(value_words(Unit::Planck, 10_000_500_000_000_000), "10000.5 UNIT");
	assert_eq!(value_words(Unit::Planck, 1), "0.000000000001 UNIT");
	assert_eq!(value_words(Unit::Millionths, 50_000), "5 %");
	assert_eq!(value_words(Unit::Millionths, 1_000), "0.1 %");
	assert_eq!(value_words(Unit::Flag, 1), "true");
	assert_eq!(value_words(Unit::Measure, 2), "slash");
	assert_eq!(value_words(Unit::Purposes, EVERY_PURPOSE.0.into()), "every purpose");
	assert_eq!(value_words(Unit::Purposes, 0), "none");
	assert_eq!(value_words(Unit::Purposes, 1), "TREAT");
	assert_eq!(value_words(Unit::Suites, 1), "x25519");
	assert_eq!(range(Unit::Time, DAY, 30 * DAY), "1 day to 30 days");
	assert_eq!(range(Unit::Flag, 1, 1), "always true");
	assert_eq!(range(Unit::Purposes, 1, 9), "at least TREAT; at most TREAT, HRESCH");
}

#[test]
fn units_are_whole_or_decimal() {
	assert_eq!(units("500"), Ok(500_000_000_000_000));
	assert_eq!(units("0.5UNIT"), Ok(500_000_000_000));
	assert!(["", "-1", "1,5", "0x10", "1 000"].iter().all(|it| units(it).is_err()));
}

#[test]
fn differences_name_what_changed_and_nothing_else() {
	let old = Policy::default();
	assert!(differences(&old, &old).is_empty());
	let mut new = old;
	for text in ["erasure.cooling=2d", "consent.purposes=-HMARKT", "bonds.validator=5UNIT"] {
		text.parse::<Setting>().unwrap().apply(&mut new).unwrap();
	}
	let lines: Vec<_> = differences(&old, &new).iter().map(Difference::line).collect();
	assert_eq!(
		lines,
		[
			"consent.purposes: takes away HMARKT",
			"erasure.cooling: 3 days -> 2 days",
			"bonds.validator: 10000 UNIT -> 5 UNIT",
		]
	);
	let json = differences(&old, &new)[2].json();
	assert_eq!(json["to"], "5000000000000");
	assert_eq!(json["unit"], "planck");
}
