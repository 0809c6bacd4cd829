//! One benchmark per call, in the worst case: a record with as many sealings, custodians and holds as
//! there may be.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get, Time};
use frame_system::RawOrigin;
use salus_primitives::{
	case_id, receipt_digest, rectification_id, served_digest, CaseId, ErasureGround, ErasureSteps,
	Hash32, HoldBasis, InstitutionId, Moment, NoticeCounts, Receipt, RecordId, RectificationId,
	RectificationRefusal, RefusalGround, Role, Served, UnableReason, MAX_SEALINGS,
};

type Helper<T> = <T as Config>::BenchmarkHelper;

const SALT: [u8; 16] = [4; 16];
const GROUND: ErasureGround = ErasureGround::ConsentWithdrawn;

fn now<T: Config>() -> Moment {
	T::Clock::now()
}

fn wait<T: Config>(time: Moment) {
	Helper::<T>::set_time(now::<T>().saturating_add(time));
}

/// A record with a case that waits for the controller.
fn requested<T: Config>(sealings: u32) -> (Sample<T::AccountId>, CaseId) {
	let sample = Helper::<T>::record(sealings);
	let case = case_id(sample.record, &SALT);
	Pallet::<T>::do_request(sample.subject.clone(), sample.record, SALT, GROUND)
		.expect("the subject may ask");
	(sample, case)
}

/// The same, accepted.
fn accepted<T: Config>(sealings: u32) -> (Sample<T::AccountId>, CaseId) {
	let (sample, case) = requested::<T>(sealings);
	Pallet::<T>::do_accept(sample.controller.clone(), case, OwnCopy::Erased)
		.expect("the controller may accept");
	(sample, case)
}

/// The same, cooled, with the first of its slots.
fn cooled<T: Config>(sealings: u32) -> (Sample<T::AccountId>, CaseId, (InstitutionId, u32, u32)) {
	let (sample, case) = accepted::<T>(sealings);
	wait::<T>(T::Policy::get().erasure.cooling);
	let slot = Duties::<T>::iter_key_prefix(case).next().expect("there are slots");
	(sample, case, slot)
}

/// The same, where everything is in but the receipt of that slot.
fn last_receipt<T: Config>(
	sealings: u32,
) -> (Sample<T::AccountId>, CaseId, (InstitutionId, u32, u32)) {
	let (sample, case, slot) = cooled::<T>(sealings);
	Cases::<T>::mutate(case, |row| {
		for it in row.iter_mut().flat_map(|row| row.sealings.iter_mut()) {
			let last = (it.version, it.epoch) == (slot.1, slot.2);
			it.received = it.needed.saturating_sub(u8::from(last));
		}
	});
	(sample, case, slot)
}

fn receipt<T: Config>(
	record: RecordId,
	case: CaseId,
	slot: (InstitutionId, u32, u32),
) -> (Receipt, [u8; 64]) {
	let (custodian, version, epoch) = slot;
	let time = now::<T>();
	let receipt = Receipt {
		case,
		record,
		version,
		epoch,
		custodian,
		steps: ErasureSteps::ALL,
		backups_gone_by: time,
		time,
	};
	let digest: Hash32 = receipt_digest(&T::Parties::genesis(), &receipt);
	(receipt, Helper::<T>::sign(custodian, &digest))
}

/// Places as many holds as there may be, less `spare`, and returns the accounts.
fn holds<T: Config>(record: RecordId, spare: u32) -> Vec<T::AccountId> {
	let until = now::<T>().saturating_add(T::Policy::get().erasure.hold_at_most);
	(0..MAX_HOLDS.saturating_sub(spare))
		.map(|n| {
			let court = Helper::<T>::institution(Role::LegalAuthority, n);
			Pallet::<T>::do_place_hold(court.clone(), record, HoldBasis::Investigation, until)
				.expect("an authority may hold");
			court
		})
		.collect()
}

/// A record with as many answered requests for rectification as are kept, and one that waits.
fn rectifying<T: Config>(sealings: u32) -> (Sample<T::AccountId>, RectificationId) {
	let sample = Helper::<T>::record(sealings);
	for n in 0..MAX_RECTIFICATIONS as u8 {
		let id = ask::<T>(&sample, [n; 16]);
		refuse_rectification::<T>(&sample, id);
		wait::<T>(T::Policy::get().erasure.pause);
	}
	let id = ask::<T>(&sample, [u8::MAX; 16]);
	(sample, id)
}

fn ask<T: Config>(sample: &Sample<T::AccountId>, salt: [u8; 16]) -> RectificationId {
	Pallet::<T>::do_request_rectification(sample.subject.clone(), sample.record, salt)
		.expect("the subject may ask");
	rectification_id(sample.record, &salt)
}

fn refuse_rectification<T: Config>(sample: &Sample<T::AccountId>, id: RectificationId) {
	let answer = Answer::Refused(RectificationRefusal::Accurate);
	Pallet::<T>::do_answer_rectification(sample.controller.clone(), id, answer)
		.expect("the controller may answer");
}

/// A penalty that waits, for a custodian's silence.
fn fined<T: Config>() {
	let (_, case, (custodian, version, epoch)) = cooled::<T>(MAX_SEALINGS);
	wait::<T>(T::Policy::get().erasure.receipts_within.saturating_add(1));
	Pallet::<T>::do_fine(case, custodian, version, epoch).expect("silence may be fined");
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn request() {
		let sample = Helper::<T>::record(MAX_SEALINGS);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), sample.record, SALT, GROUND);
		assert!(CaseOf::<T>::contains_key(sample.record));
	}

	#[benchmark]
	fn withdraw(s: Linear<0, MAX_SEALINGS>) {
		let (sample, case) = requested::<T>(s.max(1));
		if s > 0 {
			Pallet::<T>::do_accept(sample.controller.clone(), case, OwnCopy::Erased)
				.expect("the controller may accept");
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), case);
		assert!(!Cases::<T>::contains_key(case));
	}

	#[benchmark]
	fn accept() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), case, OwnCopy::Erased);
		assert!(Duties::<T>::iter_key_prefix(case).next().is_some());
	}

	#[benchmark]
	fn refuse() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), case, RefusalGround::LegalClaims);
		assert!(!CaseOf::<T>::contains_key(sample.record));
	}

	#[benchmark]
	fn submit_receipt() {
		let (sample, case, slot) = last_receipt::<T>(MAX_SEALINGS);
		let (receipt, signature) = receipt::<T>(sample.record, case, slot);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), receipt, signature);
		assert!(Pallet::<T>::is_buried(sample.record));
	}

	#[benchmark]
	fn extend() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), case);
		assert!(Cases::<T>::get(case).is_some_and(|it| it.extended));
	}

	#[benchmark]
	fn challenge_identity() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), case);
		assert!(Cases::<T>::get(case).is_some_and(|it| it.challenged));
	}

	#[benchmark]
	fn attest() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		Pallet::<T>::do_challenge_identity(sample.controller, case).expect("it is the first");
		let attester = Helper::<T>::institution(Role::PatientAdvocate, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(attester), case);
		assert!(Cases::<T>::get(case).is_some_and(|it| it.attester.is_some()));
	}

	#[benchmark]
	fn accept_partly() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), case, RefusalGround::LegalClaims);
		assert!(Duties::<T>::iter_key_prefix(case).next().is_some());
	}

	#[benchmark]
	fn accept_by_silence() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		Helper::<T>::set_time(Helper::<T>::retention_over());
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), case);
		assert!(Duties::<T>::iter_key_prefix(case).next().is_some());
	}

	#[benchmark]
	fn report_overdue() {
		let (sample, case) = requested::<T>(MAX_SEALINGS);
		let due = Pallet::<T>::due(case).unwrap_or_default();
		Helper::<T>::set_time(due.saturating_add(1));
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), case);
		assert!(Cases::<T>::get(case).is_some_and(|it| it.told));
	}

	#[benchmark]
	fn place_hold() {
		let (sample, _) = accepted::<T>(MAX_SEALINGS);
		holds::<T>(sample.record, 1);
		let court = Helper::<T>::institution(Role::LegalAuthority, MAX_HOLDS - 1);
		let until = now::<T>().saturating_add(T::Policy::get().erasure.hold_at_most);
		#[extrinsic_call]
		_(RawOrigin::Signed(court), sample.record, HoldBasis::LegalClaims, until);
		assert_eq!(Holds::<T>::iter_key_prefix(sample.record).count() as u32, MAX_HOLDS);
	}

	#[benchmark]
	fn lift_hold() {
		let (sample, _, _) = cooled::<T>(MAX_SEALINGS);
		let court = holds::<T>(sample.record, MAX_HOLDS - 1).remove(0);
		unreadable::<T>(sample.record);
		#[extrinsic_call]
		_(RawOrigin::Signed(court), sample.record);
		assert!(Pallet::<T>::is_buried(sample.record));
	}

	#[benchmark]
	fn drop_hold() {
		let (sample, _, _) = cooled::<T>(MAX_SEALINGS);
		holds::<T>(sample.record, 0);
		unreadable::<T>(sample.record);
		wait::<T>(T::Policy::get().erasure.hold_at_most);
		let authority = Holds::<T>::iter_key_prefix(sample.record).next().expect("there are holds");
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), sample.record, authority);
		assert!(Pallet::<T>::is_buried(sample.record));
	}

	#[benchmark]
	fn declare_unable() {
		let (_, case, (custodian, version, epoch)) = cooled::<T>(MAX_SEALINGS);
		let account = Helper::<T>::account(custodian);
		let until = now::<T>().saturating_add(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), case, version, epoch, UnableReason::OutOfOrder, until);
		assert!(Duties::<T>::get(case, (custodian, version, epoch))
			.is_some_and(|it| it.unable.is_some()));
	}

	#[benchmark]
	fn fine() {
		let (sample, case, (custodian, version, epoch)) = cooled::<T>(MAX_SEALINGS);
		wait::<T>(T::Policy::get().erasure.receipts_within.saturating_add(1));
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), case, custodian, version, epoch);
		assert!(PenaltiesOf::<T>::get(custodian) > 0);
	}

	#[benchmark]
	fn prove_false() {
		let (sample, case, slot) = cooled::<T>(MAX_SEALINGS);
		let (receipt, signature) = receipt::<T>(sample.record, case, slot);
		Pallet::<T>::do_submit_receipt(receipt, signature).expect("the receipt fits");
		let (custodian, version, epoch) = slot;
		let time = now::<T>().saturating_add(1);
		let served = Served { record: sample.record, version, epoch, custodian, time };
		let digest = served_digest(&T::Parties::genesis(), &served);
		let signature = Helper::<T>::sign(custodian, &digest);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), case, served, signature);
		assert!(PenaltiesOf::<T>::get(custodian) > 0);
	}

	#[benchmark]
	fn apply_penalty() {
		fined::<T>();
		wait::<T>(T::Policy::get().erasure.penalty_delay);
		let anyone = Helper::<T>::institution(Role::LegalAuthority, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(anyone), 0);
		assert!(!Penalties::<T>::contains_key(0));
	}

	#[benchmark]
	fn cancel_penalty() -> Result<(), BenchmarkError> {
		fined::<T>();
		let origin =
			T::CancelOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, 0);
		assert!(!Penalties::<T>::contains_key(0));
		Ok(())
	}

	#[benchmark]
	fn report_notices() {
		let (_, case, (custodian, ..)) = cooled::<T>(MAX_SEALINGS);
		let account = Helper::<T>::account(custodian);
		let counts = NoticeCounts { sent: 2, acknowledged: 1, unreachable: 1 };
		#[extrinsic_call]
		_(RawOrigin::Signed(account), case, counts);
		assert_eq!(Pallet::<T>::notices(case), counts);
	}

	#[benchmark]
	fn retire() {
		let sample = Helper::<T>::record(MAX_SEALINGS);
		Helper::<T>::set_time(Helper::<T>::retention_over());
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), sample.record, SALT);
		assert!(CaseOf::<T>::contains_key(sample.record));
	}

	#[benchmark]
	fn request_rectification() {
		let (sample, id) = rectifying::<T>(1);
		refuse_rectification::<T>(&sample, id);
		wait::<T>(T::Policy::get().erasure.pause);
		let salt = [u8::MAX - 1; 16];
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), sample.record, salt);
		assert!(Pallet::<T>::open_rectification(sample.record).is_some());
	}

	#[benchmark]
	fn answer_rectification() {
		let (sample, id) = rectifying::<T>(1);
		Helper::<T>::amend(sample.record);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), id, Answer::Amended);
		assert!(Pallet::<T>::open_rectification(sample.record).is_none());
	}

	#[benchmark]
	fn extend_rectification() {
		let (sample, id) = rectifying::<T>(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.controller), id);
		assert!(Rectifications::<T>::get(id).is_some_and(|it| it.extended));
	}

	#[benchmark]
	fn dispute() {
		let (sample, id) = rectifying::<T>(1);
		refuse_rectification::<T>(&sample, id);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), id);
		assert!(Rectifications::<T>::get(id).is_some_and(|it| it.disputed));
	}

	#[benchmark]
	fn withdraw_rectification() {
		let (sample, id) = rectifying::<T>(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), id);
		assert!(!Rectifications::<T>::contains_key(id));
	}

	#[benchmark]
	fn prune_case(s: Linear<1, MAX_SEALINGS>) -> Result<(), BenchmarkError> {
		let origin =
			T::CancelOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (sample, case, slot) = last_receipt::<T>(s);
		let (receipt, signature) = receipt::<T>(sample.record, case, slot);
		Pallet::<T>::do_submit_receipt(receipt, signature).expect("the receipt fits");
		wait::<T>(T::Policy::get().erasure.tombstone_for.saturating_add(1));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, case);
		assert!(!Cases::<T>::contains_key(case));
		Ok(())
	}

	#[benchmark]
	fn prune_rectification() {
		let (sample, id) = rectifying::<T>(1);
		refuse_rectification::<T>(&sample, id);
		wait::<T>(T::Policy::get().erasure.tombstone_for.saturating_add(1));
		#[extrinsic_call]
		_(RawOrigin::Signed(sample.subject), id);
		assert!(!Rectifications::<T>::contains_key(id));
	}

	/// Every receipt is in that makes the record unreadable.
	fn unreadable<T: Config>(record: RecordId) {
		let case = CaseOf::<T>::get(record).expect("a case is open");
		Cases::<T>::mutate(case, |row| {
			for it in row.iter_mut().flat_map(|row| row.sealings.iter_mut()) {
				it.received = it.needed;
			}
		});
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::new_test_ext(),
		crate::tests::mock::Test
	);
}
