use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::CheckIfFeeless};
use salus_primitives::{GrantId, Moment, Purpose, Purposes};
use sp_runtime::DispatchResult;

fn prune(id: GrantId) -> DispatchResult {
	Consent::prune(signed(STRANGER), SUBJECT, id)
}

fn free(grant: GrantId) -> bool {
	RuntimeCall::from(crate::Call::<Test>::prune { subject: SUBJECT, grant })
		.is_feeless(&signed(STRANGER))
}

fn rows() -> usize {
	Generations::<Test>::iter().count() + Current::<Test>::iter().count()
}

/// The grant may be removed from `from` on and no millisecond earlier.
fn goes_at(id: GrantId, from: Moment) {
	let row = Grants::<Test>::get(SUBJECT, id).unwrap();
	assert_eq!(Consent::prunable_from(SUBJECT, &row), from);
	at(from - 1);
	assert!(!free(id));
	assert_noop!(prune(id), Error::<Test>::StillNeeded);
	at(from);
	assert!(free(id));
	assert_ok!(prune(id));
	System::assert_last_event(Event::GrantPruned { grant: id, subject: SUBJECT }.into());
	assert!(!free(id));
	assert_noop!(prune(id), Error::<Test>::NotFound);
}

#[test]
fn history_begins_at_the_end_of_a_grant() {
	run(|| {
		granted();
		goes_at(GRANT, NOW + 600);
		assert_eq!(rows(), 0);
	});
}

#[test]
fn history_begins_when_a_grant_is_taken_back() {
	run(|| {
		granted();
		at(NOW + 10);
		assert_ok!(revoke(PATIENT));
		goes_at(GRANT, NOW + 510);
	});
	run(|| {
		granted();
		at(NOW + 20);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		goes_at(GRANT, NOW + 520);
		assert_eq!(rows(), 1);
		assert_eq!(Current::<Test>::get(SUBJECT), 1);
	});
}

#[test]
fn counts_stay_in_step() {
	run(|| {
		(1..=4).for_each(|n| give(id(n), open_terms()));
		assert_ok!(Consent::revoke(signed(PATIENT), SUBJECT, id(1)));
		at(NOW + 600);
		for n in 1..=3 {
			assert_ok!(prune(id(n)));
			Consent::do_try_state().unwrap();
		}
		let generation = Generations::<Test>::get(SUBJECT, 0);
		assert_eq!((generation.given, generation.live), (1, 1));
		assert!(Consent::has_live(SUBJECT));
		assert_ok!(prune(id(4)));
		assert!(!Consent::has_live(SUBJECT));
	});
}

#[test]
fn an_ended_generation_stays_dead_to_its_last_grant() {
	run(|| {
		give(id(1), open_terms());
		give(id(2), open_terms());
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		at(NOW + 500);
		assert_ok!(prune(id(1)));
		assert!(!Consent::was_valid_at(SUBJECT, id(2), NOW + 1));
		assert_ok!(prune(id(2)));
		assert_eq!(Generations::<Test>::iter().count(), 0);
	});
}

#[test]
fn an_emergency_goes_when_its_history_is_over() {
	run(|| {
		let prune = || Consent::prune_emergency(signed(STRANGER), SUBJECT, DESK);
		let call = crate::Call::<Test>::prune_emergency { subject: SUBJECT, desk: DESK };
		let call = RuntimeCall::from(call);
		let free = || call.is_feeless(&signed(STRANGER));
		assert_noop!(prune(), Error::<Test>::NoSuchEmergency);
		assert_ok!(Consent::open_emergency(signed(account(DESK)), SUBJECT));
		let row = Emergencies::<Test>::get(SUBJECT, DESK).unwrap();
		assert_eq!(Consent::emergency_prunable_from(&row), NOW + 550);
		at(NOW + 549);
		assert!(!free());
		assert_noop!(prune(), Error::<Test>::StillNeeded);
		at(NOW + 550);
		assert!(free());
		assert_ok!(prune());
		let event = Event::EmergencyPruned { subject: SUBJECT, desk: DESK };
		System::assert_last_event(event.into());
		assert!(!free());
		assert!(!Open::<Test>::contains_key(DESK));
	});
}

#[test]
fn a_closed_subject_is_forgotten_and_its_history_goes_in_time() {
	run(|| {
		give(id(1), open_terms());
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		let purposes = Purposes::of(&[Purpose::HRESCH]);
		assert_ok!(Consent::object(signed(PATIENT), SUBJECT, purposes));
		assert_ok!(Consent::opt_out(signed(PATIENT), SUBJECT));
		assert!(!Consent::has_live(SUBJECT));
		Consent::forget(SUBJECT);
		Gone::set(Some(SUBJECT));
		assert!(!Objections::<Test>::contains_key(SUBJECT));
		assert!(!OptOuts::<Test>::contains_key(SUBJECT));
		assert_eq!(Consent::grants_of(SUBJECT, 10).len(), 1);
		at(NOW + 500);
		assert_ok!(prune(id(1)));
		assert_eq!(rows(), 0);
	});
}

#[test]
fn a_subject_without_history_leaves_nothing() {
	run(|| {
		granted();
		at(NOW + 100);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		at(NOW + 600);
		assert_ok!(prune(GRANT));
		assert_eq!(rows(), 1);
		Consent::forget(SUBJECT);
		assert_eq!(rows(), 0);
	});
}

#[test]
fn a_subject_enrolled_again_under_its_old_id_gives_grants_that_count() {
	run(|| {
		give(id(1), open_terms());
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		Consent::forget(SUBJECT);
		give(id(2), open_terms());
		assert!(Consent::verdict(&relying_on(id(2), open_terms())).is_allowed());
		assert!(!Consent::verdict(&relying_on(id(1), open_terms())).is_allowed());
	});
}

#[test]
fn a_list_of_grants_is_as_long_as_asked() {
	run(|| {
		(1..=5).for_each(|n| give(id(n), open_terms()));
		at(NOW + 3);
		assert_ok!(Consent::revoke_all(signed(PATIENT), SUBJECT));
		assert_eq!(Consent::grants_of(SUBJECT, 3).len(), 3);
		let all = Consent::grants_of(SUBJECT, 10);
		assert_eq!(all.len(), 5);
		assert!(all.iter().all(|view| view.revoked == Some(NOW + 3) && view.subject == SUBJECT));
		assert_eq!(Consent::grant_view(SUBJECT, id(9)), None);
	});
}
