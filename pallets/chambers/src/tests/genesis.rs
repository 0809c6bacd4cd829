use super::mock::*;
use crate::*;
use salus_primitives::{Chamber, Moment, Track, TrackRule};

fn with(change: impl FnOnce(&mut TrackRule)) {
	let mut rules = track_rules();
	change(&mut rules.policy);
	genesis(founders(), rules);
}

macro_rules! refused {
	($($name:ident: $message:literal => $with:expr;)*) => {
		$(
			#[test]
			#[should_panic(expected = $message)]
			fn $name() {
				$with;
			}
		)*
	};
}

refused! {
	no_chamber_is_no_rule: "Policy is not valid" => with(|it| it.chambers = 0);
	six_chambers_are_no_rule: "Policy is not valid" => with(|it| it.chambers = 6);
	no_quorum_is_no_rule: "Policy is not valid" => with(|it| it.quorum = 0);
	more_than_all_is_no_quorum: "Policy is not valid" => with(|it| it.quorum = 101);
	less_than_half_is_no_majority: "Policy is not valid" => with(|it| it.majority = 49);
	more_than_all_is_no_majority: "Policy is not valid" => with(|it| it.majority = 100);
	no_time_to_vote_is_no_rule: "Policy is not valid" => with(|it| it.deciding = 0);
	no_time_to_enact_is_no_rule: "Policy is not valid" => with(|it| it.lapses = 0);
	no_time_to_veto_is_no_rule: "Policy is not valid" => with(|it| it.delay = 0);
	what_a_motion_confirms_lasts_until_it_does: "Policy takes" => {
		let TrackRule { deciding, delay, .. } = track_rules().policy;
		Lasting::set(vec![(Track::Membership, Moment::MAX), (Track::Policy, deciding + delay)]);
		genesis(founders(), track_rules())
	};
	two_seats_are_one_too_many: "listed for two seats" => {
		genesis(vec![(1, Chamber::Providers), (1, Chamber::Payers)], track_rules())
	};
	one_group_has_one_seat_in_all_chambers: "of its control group" => {
		Groups::set([(101, 1)].into());
		genesis(founders(), track_rules())
	};
	one_group_has_one_seat_in_a_chamber: "of its control group" => {
		Groups::set([(2, 1)].into());
		genesis(founders(), track_rules())
	};
	a_chamber_has_32_seats: "at most 32 members" => {
		Groups::set(Default::default());
		genesis((1..=33).map(|id| (id, Chamber::Providers)).collect(), track_rules())
	};
}

#[test]
fn limits_are_valid() {
	with(|it| (it.chambers, it.quorum, it.majority) = (1, 1, 50));
	with(|it| (it.chambers, it.quorum, it.majority) = (5, 100, 99));
}

#[test]
fn a_motion_may_take_all_the_time_that_what_it_confirms_lasts() {
	let TrackRule { deciding, delay, .. } = track_rules().policy;
	Lasting::set(vec![(Track::Policy, deciding + delay + 1)]);
	genesis(founders(), track_rules())
		.execute_with(|| assert_eq!(Chambers::time_to_effect(Track::Policy), deciding + delay));
}

#[test]
fn founders_sit_since_ever_and_vote_at_once() {
	run(|| {
		assert_eq!(Members::<Test>::iter().count(), 15);
		assert!(Members::<Test>::iter_values().all(|it| it.since == 0));
		assert_eq!(Chambers::rules(), track_rules());
	});
}

#[test]
fn production_rules_are_the_default() {
	genesis(vec![], TrackRules::default()).execute_with(|| {
		let rules = Chambers::rules();
		let (day, emergency) = (24 * 60 * 60 * 1_000, rules.emergency);
		assert_eq!((rules.policy.deciding, rules.policy.delay), (28 * day, 30 * day));
		assert_eq!((rules.upgrade.majority, rules.upgrade.delay), (66, 7 * day));
		assert_eq!(rules.policy.always, Some(Chamber::Patients));
		assert_eq!(rules.upgrade.always, Some(Chamber::Regulators));
		assert!(emergency.early && emergency.delay == 0 && emergency.lapses == day);
		assert_eq!((emergency.chambers, emergency.quorum, emergency.majority), (3, 34, 66));
		assert_eq!(rules.membership.veto, veto_by(Chamber::Patients, true));
		assert_eq!(emergency.veto, None);
		assert_eq!(rules.policy.veto, veto_by(Chamber::Patients, true));
		assert_eq!(rules.upgrade.veto, veto_by(Chamber::Patients, false));
	});
}

#[test]
fn the_configuration_reads_as_json() {
	let config = GenesisConfig::<Test> {
		members: vec![(1, Chamber::Providers)],
		rules: track_rules(),
		..Default::default()
	};
	let json = serde_json::to_value(&config).unwrap();
	assert_eq!(json["members"][0], serde_json::json!([1, "providers"]));
	assert_eq!(json["rules"]["policy"]["veto"]["chamber"], "patients");
	let back: GenesisConfig<Test> = serde_json::from_value(json).unwrap();
	assert_eq!((back.members, back.rules), (config.members, config.rules));
}
