//! One benchmark for each call, at its worst, and one for the verdict. What widens access is sent by
//! the last of as many guardians as there may be, and giving and narrowing by the subject's own
//! account besides.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{Get, Time},
};
use frame_system::RawOrigin;
use salus_primitives::{
	Action, Actions, FolderId, GrantId, Hash32, InstitutionId, LawfulBasis, Moment, Obligations,
	OpenScope, Opening, Purpose, Purposes, Query, RecordId, Requester, Role, Roles, Scope,
	SubjectId, Terms, TermsCommitment, TermsOnChain, Verdict, MAX_SCOPE_RECORDS,
};

/// 2027-01-15T08:00:00Z, in milliseconds.
const NOW: Moment = 1_800_000_000_000;
const GRANT: GrantId = GrantId([1; 16]);
const NEW: GrantId = GrantId([2; 16]);
const SALT: [u8; 64] = [3; 64];

fn start<T: Config>() -> (SubjectId, T::AccountId) {
	T::BenchmarkHelper::set_time(NOW);
	T::BenchmarkHelper::subject()
}

fn institution<T: Config>(role: Role) -> (InstitutionId, T::AccountId) {
	let account = T::BenchmarkHelper::institution(role);
	let id = T::Parties::acting_any(&account, Roles::of(&[role])).expect("it is in good standing");
	(id, account)
}

fn later<T: Config>(by: Moment) {
	T::BenchmarkHelper::set_time(T::Clock::now().saturating_add(by));
}

fn until<T: Config>() -> Moment {
	NOW + T::Policy::get().consent.grant_at_most
}

fn version<T: Config>() -> u32 {
	T::Policy::get().version
}

fn sealed() -> TermsOnChain {
	TermsOnChain::Sealed(TermsCommitment(Hash32([7; 32])))
}

/// Open terms, of which more is checked and written than of sealed ones.
fn open<T: Config>() -> TermsOnChain {
	TermsOnChain::Open(Terms {
		grantee: InstitutionId(1),
		scope: OpenScope::Folder { folder: FolderId([4; 16]), future: true },
		purposes: Purposes::of(&[Purpose::HRESCH]),
		actions: Actions::of(&[Action::Use]),
		from: NOW,
		until: until::<T>(),
		basis: LawfulBasis::PublicTask,
		obligations: Obligations::default(),
	})
}

fn given<T: Config>(subject: SubjectId, grant: GrantId) {
	Pallet::<T>::give(subject, grant, sealed(), until::<T>());
}

fn numbered(number: u32) -> GrantId {
	let mut id = GrantId([9; 16]);
	id.0[..4].copy_from_slice(&number.to_le_bytes());
	id
}

fn requested<T: Config>(subject: SubjectId) -> T::AccountId {
	let (_, account) = institution::<T>(Role::Researcher);
	let origin = RawOrigin::Signed(account.clone()).into();
	assert_ok!(Pallet::<T>::request(origin, subject, GRANT, sealed(), until::<T>()));
	account
}

fn opened<T: Config>(subject: SubjectId) -> InstitutionId {
	let (desk, account) = institution::<T>(Role::EmergencyDesk);
	assert_ok!(Pallet::<T>::open_emergency(RawOrigin::Signed(account).into(), subject));
	desk
}

/// The list is as long as it gets, and the subject, if named, is found last.
fn obliged<T: Config>(desk: InstitutionId, subject: Option<SubjectId>) {
	let review_by = T::Clock::now().saturating_add(1);
	let of_others = (1..MAX_UNREVIEWED).map(|number| (review_by, SubjectId(numbered(number).0)));
	let open: alloc::vec::Vec<_> = of_others.chain(subject.map(|it| (review_by, it))).collect();
	Open::<T>::insert(desk, Unreviewed::truncate_from(open));
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn grant() {
		let (subject, _) = start::<T>();
		let (terms, until, policy) = (open::<T>(), until::<T>(), version::<T>());
		let act = Pallet::<T>::act_of_grant(GRANT, subject, &terms, until, policy);
		let guardian = T::BenchmarkHelper::last_guardian(subject, act);

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), GRANT, subject, terms, until, policy);

		assert!(Grants::<T>::contains_key(subject, GRANT));
	}

	/// Within the allowance.
	#[benchmark]
	fn grant_by_subject() {
		let (subject, account) = start::<T>();
		let (terms, until, policy) = (open::<T>(), until::<T>(), version::<T>());

		#[extrinsic_call]
		grant(RawOrigin::Signed(account), GRANT, subject, terms, until, policy);

		assert!(Grants::<T>::contains_key(subject, GRANT));
	}

	#[benchmark]
	fn revoke() {
		let (subject, account) = start::<T>();
		given::<T>(subject, GRANT);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, GRANT);

		assert!(!Pallet::<T>::was_valid_at(subject, GRANT, NOW));
	}

	#[benchmark]
	fn revoke_many(n: Linear<1, MAX_REVOKED>) {
		let (subject, account) = start::<T>();
		let grants: alloc::vec::Vec<_> = (0..n).map(numbered).collect();
		grants.iter().for_each(|id| given::<T>(subject, *id));
		let grants = GrantIds::truncate_from(grants);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, grants);

		assert_eq!(Generations::<T>::get(subject, 0).live, 0);
	}

	#[benchmark]
	fn revoke_all() {
		let (subject, account) = start::<T>();
		given::<T>(subject, GRANT);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject);

		assert_eq!(Current::<T>::get(subject), 1);
	}

	#[benchmark]
	fn narrow() {
		let (subject, _) = start::<T>();
		let (terms, until, policy) = (open::<T>(), until::<T>(), version::<T>());
		given::<T>(subject, GRANT);
		let act = Pallet::<T>::act_of_narrow(subject, GRANT, NEW, &terms, until, policy);
		let guardian = T::BenchmarkHelper::last_guardian(subject, act);

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), subject, GRANT, NEW, terms, until, policy);

		assert!(Grants::<T>::contains_key(subject, NEW));
	}

	/// Within the allowance.
	#[benchmark]
	fn narrow_by_subject() {
		let (subject, account) = start::<T>();
		let (terms, until, policy) = (open::<T>(), until::<T>(), version::<T>());
		given::<T>(subject, GRANT);

		#[extrinsic_call]
		narrow(RawOrigin::Signed(account), subject, GRANT, NEW, terms, until, policy);

		assert!(Grants::<T>::contains_key(subject, NEW));
	}

	#[benchmark]
	fn request() {
		let (subject, _) = start::<T>();
		let (by, account) = institution::<T>(Role::Researcher);
		let until = until::<T>();
		for number in 1..MAX_REQUESTS {
			let by = if number < MAX_REQUESTS_BY_ONE { by } else { InstitutionId(u32::MAX) };
			let deposit = T::RequestDeposit::get();
			let row = Request { by, terms: sealed(), until, open_until: until, deposit };
			Requests::<T>::insert(subject, numbered(number), row);
		}
		RequestCount::<T>::insert(subject, MAX_REQUESTS - 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, GRANT, sealed(), until);

		assert!(Requests::<T>::contains_key(subject, GRANT));
	}

	#[benchmark]
	fn approve() {
		let (subject, account) = start::<T>();
		requested::<T>(subject);
		let asked = Pallet::<T>::ensure_may_approve(&account, subject, GRANT)
			.unwrap_or_else(|_| panic!("the request stands"));
		let act = Pallet::<T>::act_of_approve(subject, GRANT, &asked);
		let guardian = T::BenchmarkHelper::last_guardian(subject, act);

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), subject, GRANT);

		assert!(Grants::<T>::contains_key(subject, GRANT));
	}

	#[benchmark]
	fn decline() {
		let (subject, account) = start::<T>();
		requested::<T>(subject);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, GRANT);

		assert!(!Requests::<T>::contains_key(subject, GRANT));
	}

	#[benchmark]
	fn close_request() {
		let (subject, _) = start::<T>();
		let account = requested::<T>(subject);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, GRANT);

		assert!(!Requests::<T>::contains_key(subject, GRANT));
	}

	#[benchmark]
	fn object() {
		let (subject, account) = start::<T>();
		let purposes = Purposes::of(&[Purpose::HRESCH]);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, purposes);

		assert_eq!(Objections::<T>::get(subject), purposes);
	}

	#[benchmark]
	fn withdraw_objection() {
		let (subject, _) = start::<T>();
		let purposes = Purposes::of(&[Purpose::HRESCH]);
		Objections::<T>::insert(subject, purposes);
		let act = Pallet::<T>::act_of_withdraw_objection(subject, purposes);
		let guardian = T::BenchmarkHelper::last_guardian(subject, act);

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), subject, purposes);

		assert!(!Objections::<T>::contains_key(subject));
	}

	#[benchmark]
	fn opt_out() {
		let (subject, account) = start::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject);

		assert!(OptOuts::<T>::contains_key(subject));
	}

	#[benchmark]
	fn opt_in() {
		let (subject, _) = start::<T>();
		let row = OptOut { since: NOW, ended: None };
		OptOuts::<T>::insert(subject, row);
		let act = Pallet::<T>::act_of_opt_in(subject, &row);
		let guardian = T::BenchmarkHelper::last_guardian(subject, act);

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), subject);

		assert!(OptOuts::<T>::get(subject).is_some_and(|row| !row.is_active()));
	}

	#[benchmark]
	fn open_emergency() {
		let (subject, _) = start::<T>();
		let (desk, account) = institution::<T>(Role::EmergencyDesk);
		let reviewed =
			Emergency { opened: 0, until: 1, review_by: 1, times: 1, justified: Some(true) };
		Emergencies::<T>::insert(subject, desk, reviewed);
		obliged::<T>(desk, None);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject);

		assert!(Emergencies::<T>::get(subject, desk).is_some_and(|it| it.is_open(NOW)));
	}

	#[benchmark]
	fn review_emergency() {
		let (subject, _) = start::<T>();
		let desk = opened::<T>(subject);
		obliged::<T>(desk, Some(subject));
		let (_, account) = institution::<T>(Role::Regulator);
		let most = T::Policy::get().consent.unjustified_at_most;
		Unjustified::<T>::insert(desk, most.saturating_sub(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, desk, false);

		assert!(!T::Parties::is_desk(desk));
	}

	#[benchmark]
	fn anchor() {
		T::BenchmarkHelper::set_time(NOW);
		let (custodian, account) = institution::<T>(Role::Custodian);
		let day = Pallet::<T>::today() - 1;
		AnchorSpan::<T>::insert(custodian, (day - 1, day - 1));

		#[extrinsic_call]
		_(RawOrigin::Signed(account), day, Hash32([5; 32]));

		assert!(Anchors::<T>::contains_key(custodian, day));
	}

	#[benchmark]
	fn prune() {
		let (subject, account) = start::<T>();
		given::<T>(subject, GRANT);
		let rules = T::Policy::get().consent;
		later::<T>(rules.grant_at_most + rules.history);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, GRANT);

		assert!(!Grants::<T>::contains_key(subject, GRANT));
	}

	#[benchmark]
	fn prune_emergency() {
		let (subject, account) = start::<T>();
		let desk = opened::<T>(subject);
		obliged::<T>(desk, Some(subject));
		let rules = T::Policy::get().consent;
		later::<T>(rules.emergency + rules.history);

		#[extrinsic_call]
		_(RawOrigin::Signed(account), subject, desk);

		assert!(!Emergencies::<T>::contains_key(subject, desk));
	}

	#[benchmark]
	fn prune_anchor() {
		let (_, someone) = start::<T>();
		let (custodian, account) = institution::<T>(Role::Custodian);
		let day = Pallet::<T>::today() - 1;
		assert_ok!(Pallet::<T>::anchor(RawOrigin::Signed(account).into(), day, Hash32([5; 32])));
		later::<T>(DAY + T::Policy::get().consent.anchors);

		#[extrinsic_call]
		_(RawOrigin::Signed(someone), custodian, day);

		assert!(!Anchors::<T>::contains_key(custodian, day));
	}

	/// A researcher relies on one of `g` grants that names as many records as it may, on a basis that
	/// an objection or an opt-out could override.
	#[benchmark]
	fn verdict(g: Linear<1, 1000>) {
		let (subject, _) = start::<T>();
		let record = T::BenchmarkHelper::record(subject);
		let (researcher, _) = institution::<T>(Role::Researcher);
		let mut records = alloc::vec![RecordId([0; 16]); MAX_SCOPE_RECORDS - 1];
		records.push(record);
		let terms = Terms {
			grantee: researcher,
			scope: Scope::Records(records),
			purposes: Purposes::of(&[Purpose::HRESCH]),
			actions: Actions::of(&[Action::Use]),
			from: NOW,
			until: until::<T>(),
			basis: LawfulBasis::PublicTask,
			obligations: Obligations::default(),
		};
		let commitment = TermsCommitment::new(&SALT, GRANT, &terms);
		(1..g).for_each(|number| given::<T>(subject, numbered(number)));
		Pallet::<T>::give(subject, GRANT, TermsOnChain::Sealed(commitment), until::<T>());
		Objections::<T>::insert(subject, Purposes::of(&[Purpose::HMARKT]));
		OptOuts::<T>::insert(subject, OptOut { since: 0, ended: Some(1) });
		let query = Query {
			requester: Requester::Institution(researcher),
			record,
			purpose: Purpose::HRESCH,
			action: Action::Use,
			opening: Some(Opening { grant: GRANT, terms, salt: SALT }),
			now: NOW,
		};
		let answer;

		#[block]
		{
			answer = Pallet::<T>::verdict(&query);
		}

		assert!(matches!(answer, Verdict::Allowed(_)));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::externalities(),
		crate::tests::mock::Test
	);
}
