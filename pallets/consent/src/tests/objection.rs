use super::mock::*;
use crate::*;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{CheckIfFeeless, DispatchClass, GetDispatchInfo},
};
use salus_primitives::{
	Ground, LawfulBasis, OpenScope, Purpose, Purposes, Query, Reason, Terms, Verdict,
};
use sp_runtime::DispatchResult;

const RESEARCH: Purposes = Purposes::of(&[Purpose::HRESCH]);

fn object(purposes: Purposes) -> DispatchResult {
	Consent::object(signed(PATIENT), SUBJECT, purposes)
}

fn withdraw(purposes: Purposes) -> DispatchResult {
	Consent::withdraw_objection(signed(PATIENT), SUBJECT, purposes)
}

fn opt_out() -> DispatchResult {
	Consent::opt_out(signed(PATIENT), SUBJECT)
}

fn opt_in() -> DispatchResult {
	Consent::opt_in(signed(PATIENT), SUBJECT)
}

fn free(call: crate::Call<Test>) -> bool {
	RuntimeCall::from(call).is_feeless(&signed(PATIENT))
}

/// Research and treatment on this basis.
fn on(basis: LawfulBasis) -> Terms<OpenScope> {
	let purposes = Purposes::of(&[Purpose::TREAT, Purpose::HRESCH]);
	Terms { purposes, basis, until: NOW + 1000, ..open_terms() }
}

fn verdict(n: u8, basis: LawfulBasis, purpose: Purpose) -> Verdict {
	Consent::verdict(&Query { purpose, ..relying_on(id(n), on(basis)) })
}

#[test]
fn an_objection_stops_what_does_not_rest_on_consent() {
	run(|| {
		give(id(1), on(LawfulBasis::PublicTask));
		give(id(2), on(LawfulBasis::Consent));
		assert_ok!(object(RESEARCH));
		let event = Event::Objected { subject: SUBJECT, purposes: RESEARCH };
		System::assert_last_event(event.into());
		for purpose in [Purpose::HRESCH, Purpose::DSRCH] {
			let objected = Verdict::Denied(Reason::Objected);
			assert_eq!(verdict(1, LawfulBasis::PublicTask, purpose), objected);
			let consented = Verdict::Allowed(Ground::Grant(id(2)));
			assert_eq!(verdict(2, LawfulBasis::Consent, purpose), consented);
		}
		assert!(verdict(1, LawfulBasis::PublicTask, Purpose::TREAT).is_allowed());
		set_allowance(SUBJECT, 1);
		assert_ok!(withdraw(RESEARCH));
		assert!(verdict(1, LawfulBasis::PublicTask, Purpose::DSRCH).is_allowed());
	});
}

#[test]
fn an_objection_reaches_what_is_explicit_below_it() {
	run(|| {
		let explicit = Terms {
			purposes: Purposes::of(&[Purpose::POARCH]),
			basis: LawfulBasis::LegitimateInterests,
			..open_terms()
		};
		give(id(1), explicit);
		let query = Query { purpose: Purpose::POARCH, ..relying_on(id(1), explicit) };
		assert!(Consent::verdict(&query).is_allowed());
		assert_ok!(object(RESEARCH));
		assert_eq!(Consent::verdict(&query), Verdict::Denied(Reason::Objected));
	});
}

#[test]
fn object_works_at_zero_balance_and_only_if_it_adds_something() {
	run(|| {
		set_allowance(SUBJECT, 0);
		let call = |purposes| crate::Call::object { subject: SUBJECT, purposes };
		let info = RuntimeCall::from(call(RESEARCH)).get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Operational);
		assert_noop!(object(Purposes(0)), Error::<Test>::BadPurposes);
		assert_noop!(object(Purposes(1 << 62)), Error::<Test>::BadPurposes);
		assert!(free(call(RESEARCH)));
		assert_ok!(object(RESEARCH));
		assert!(!free(call(RESEARCH)));
		assert_noop!(object(RESEARCH), Error::<Test>::AlreadyObjected);
		let more = RESEARCH.and(Purposes::of(&[Purpose::TRAIN]));
		assert!(free(call(more)));
		assert_ok!(object(more));
		assert_eq!(Objections::<Test>::get(SUBJECT), more);
	});
}

#[test]
fn an_objection_is_withdrawn_in_parts() {
	run(|| {
		let both = RESEARCH.and(Purposes::of(&[Purpose::TRAIN]));
		let call = || crate::Call::withdraw_objection { subject: SUBJECT, purposes: RESEARCH };
		assert_noop!(withdraw(RESEARCH), Error::<Test>::NotObjected);
		assert_noop!(withdraw(Purposes(0)), Error::<Test>::BadPurposes);
		assert!(!free(call()));
		assert_ok!(object(both));
		assert!(free(call()));
		assert_ok!(withdraw(RESEARCH));
		let event = Event::ObjectionWithdrawn { subject: SUBJECT, purposes: RESEARCH };
		System::assert_last_event(event.into());
		assert_noop!(withdraw(RESEARCH), Error::<Test>::NotObjected);
		assert_ok!(withdraw(both));
		assert!(!Objections::<Test>::contains_key(SUBJECT));
		assert_eq!(allowance(SUBJECT), 0);
		assert_ok!(object(both));
		assert!(!free(call()));
		assert_ok!(withdraw(both));
	});
}

#[test]
fn an_opt_out_stops_secondary_use_that_does_not_rest_on_consent() {
	run(|| {
		give(id(1), on(LawfulBasis::PublicTask));
		give(id(2), on(LawfulBasis::Consent));
		assert_ok!(opt_out());
		System::assert_last_event(Event::OptedOut { subject: SUBJECT }.into());
		let out = Verdict::Denied(Reason::OptedOut);
		assert_eq!(verdict(1, LawfulBasis::PublicTask, Purpose::HRESCH), out);
		assert_eq!(verdict(1, LawfulBasis::PublicTask, Purpose::POPHLTH), out);
		assert!(verdict(1, LawfulBasis::PublicTask, Purpose::TREAT).is_allowed());
		assert!(verdict(2, LawfulBasis::Consent, Purpose::HRESCH).is_allowed());
	});
}

#[test]
fn opting_in_counts_for_later_grants_only() {
	run(|| {
		let secondary = |n| verdict(n, LawfulBasis::PublicTask, Purpose::HRESCH);
		let out = Verdict::Denied(Reason::OptedOut);
		give(id(1), on(LawfulBasis::PublicTask));
		at(NOW + 10);
		assert_ok!(opt_out());
		at(NOW + 19);
		give(id(2), on(LawfulBasis::PublicTask));
		assert_eq!(secondary(2), out);
		at(NOW + 20);
		set_allowance(SUBJECT, 1);
		assert_ok!(opt_in());
		System::assert_last_event(Event::OptedIn { subject: SUBJECT }.into());
		give(id(3), on(LawfulBasis::PublicTask));
		assert_eq!((secondary(1), secondary(2)), (out, out));
		assert!(secondary(3).is_allowed());
		assert_ok!(opt_out());
		assert_eq!(secondary(3), out);
		at(NOW + 30);
		assert_ok!(opt_in());
		give(id(4), on(LawfulBasis::PublicTask));
		assert_eq!((secondary(1), secondary(2), secondary(3)), (out, out, out));
		assert!(secondary(4).is_allowed());
	});
}

#[test]
fn opt_out_works_at_zero_balance_and_only_once() {
	run(|| {
		set_allowance(SUBJECT, 0);
		let call = || crate::Call::opt_out { subject: SUBJECT };
		let info = RuntimeCall::from(call()).get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Operational);
		assert!(free(call()));
		assert_ok!(opt_out());
		assert!(!free(call()));
		assert_noop!(opt_out(), Error::<Test>::AlreadyOptedOut);
	});
}

#[test]
fn opting_in_spends_allowance_or_pays() {
	run(|| {
		let call = || crate::Call::opt_in { subject: SUBJECT };
		assert_noop!(opt_in(), Error::<Test>::NotOptedOut);
		assert!(!free(call()));
		assert_ok!(opt_out());
		assert!(free(call()));
		assert_ok!(opt_in());
		assert_eq!(allowance(SUBJECT), 1);
		assert_noop!(opt_in(), Error::<Test>::NotOptedOut);
		assert_ok!(opt_out());
		set_allowance(SUBJECT, 0);
		assert!(!free(call()));
		assert_ok!(opt_in());
	});
}
