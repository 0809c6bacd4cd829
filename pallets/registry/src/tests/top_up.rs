use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn a_provider_gives_a_subject_its_allowance_back() {
	run(|| {
		enrolled();
		let top_up = |who| Registry::top_up(signed(who), SUBJECT);
		assert_noop!(top_up("practice"), Error::<Test>::AllowanceFull);
		while Registry::spend_allowance(SUBJECT).is_ok() {}
		assert!(!Registry::has_allowance(SUBJECT));
		assert_noop!(top_up("patient"), Error::<Test>::NotAnInstitution);
		assert_noop!(top_up("advocate"), Error::<Test>::RoleMissing);
		assert_noop!(top_up("clinic"), Error::<Test>::NotInGoodStanding);
		let none = Registry::top_up(signed("practice"), subject(2));
		assert_noop!(none, Error::<Test>::NoSuchSubject);
		assert_ok!(top_up("practice"));
		let event = Event::AllowanceRestored { subject: SUBJECT, provider: PRACTICE };
		System::assert_last_event(event.into());
		assert_eq!(Registry::subject(SUBJECT).unwrap().allowance, 3);
		assert_noop!(top_up("hospital"), Error::<Test>::AllowanceFull);
	});
}
