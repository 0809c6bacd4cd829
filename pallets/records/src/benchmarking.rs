//! What the calls cost at worst: seven custodians, a full batch, the longest way through each check.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use salus_primitives::{
	FolderId, Hash32, LawfulBasis, Moment, RecordCommitment, RecordId, Role, SubjectId,
	MAX_CUSTODIANS,
};

const RECORD: RecordId = RecordId([9; 16]);
const NOW: Moment = 1_700_000_000_000;
const KEEP: Keep = Keep { basis: LawfulBasis::LegalObligation, until_year: 2036 };

fn sealing<T: Config>() -> NewSealing {
	NewSealing {
		commitment: RecordCommitment(Hash32([1; 32])),
		manifest: Hash32([2; 32]),
		custodians: Custodians::truncate_from(T::BenchmarkHelper::custodians()),
		threshold: (MAX_CUSTODIANS / 2 + 1) as u8,
	}
}

fn new_record<T: Config>(number: u8) -> NewRecord {
	NewRecord {
		record: RecordId([number; 16]),
		folder: Some(FolderId([number; 16])),
		keep: KEEP,
		sealing: sealing::<T>(),
	}
}

fn provider<T: Config>() -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(T::BenchmarkHelper::institution(Role::Provider))
}

/// Issues a record; its subject and the account of that.
fn issued<T: Config>() -> Result<(SubjectId, T::AccountId), BenchmarkError> {
	T::BenchmarkHelper::set_time(NOW);
	let (subject, account) = T::BenchmarkHelper::subject(0);
	let NewRecord { folder, keep, sealing, .. } = new_record::<T>(9);
	Pallet::<T>::issue(provider::<T>().into(), subject, RECORD, folder, keep, sealing)?;
	Ok((subject, account))
}

fn resealed<T: Config>() -> Result<(), BenchmarkError> {
	issued::<T>()?;
	Ok(Pallet::<T>::reseal(provider::<T>().into(), RECORD, sealing::<T>())?)
}

/// Issues a record and offers it to a second subject.
fn offered<T: Config>() -> Result<(T::AccountId, SubjectId), BenchmarkError> {
	let (_, account) = issued::<T>()?;
	let (to, _) = T::BenchmarkHelper::subject(1);
	let origin = RawOrigin::Signed(account.clone()).into();
	Pallet::<T>::offer_transfer(origin, RECORD, to, Relation::Ward)?;
	Ok((account, to))
}

fn is_in_force<T: Config>(version: u32, epoch: u32) -> bool {
	Records::<T>::get(RECORD)
		.is_some_and(|row| (row.current.version, row.current.epoch) == (version, epoch))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn issue() {
		T::BenchmarkHelper::set_time(NOW);
		let (subject, _) = T::BenchmarkHelper::subject(0);
		let NewRecord { folder, keep, sealing, .. } = new_record::<T>(9);
		#[extrinsic_call]
		_(provider::<T>(), subject, RECORD, folder, keep, sealing);
		assert!(is_in_force::<T>(1, 1));
	}

	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		issued::<T>()?;
		#[extrinsic_call]
		_(provider::<T>(), RECORD, sealing::<T>());
		assert!(is_in_force::<T>(2, 1));
		Ok(())
	}

	#[benchmark]
	fn issue_batch(n: Linear<1, MAX_BATCH>) {
		T::BenchmarkHelper::set_time(NOW);
		let (subject, _) = T::BenchmarkHelper::subject(0);
		let records = (1..=n as u8).map(new_record::<T>).collect::<Vec<_>>();
		#[extrinsic_call]
		_(provider::<T>(), subject, Batch::truncate_from(records));
		assert!(Records::<T>::contains_key(RecordId([n as u8; 16])));
	}

	#[benchmark]
	fn reseal() -> Result<(), BenchmarkError> {
		issued::<T>()?;
		#[extrinsic_call]
		_(provider::<T>(), RECORD, sealing::<T>());
		assert!(Pending::<T>::contains_key(RECORD));
		Ok(())
	}

	/// By a desk: the subject is found sooner.
	#[benchmark]
	fn confirm() -> Result<(), BenchmarkError> {
		resealed::<T>()?;
		let desk = T::BenchmarkHelper::institution(Role::EmergencyDesk);
		#[extrinsic_call]
		_(RawOrigin::Signed(desk), RECORD, 2);
		assert!(is_in_force::<T>(1, 2));
		Ok(())
	}

	#[benchmark]
	fn abandon_reseal() -> Result<(), BenchmarkError> {
		resealed::<T>()?;
		#[extrinsic_call]
		_(provider::<T>(), RECORD);
		assert!(Superseded::<T>::contains_key(RECORD, 0));
		assert!(!Pending::<T>::contains_key(RECORD));
		Ok(())
	}

	#[benchmark]
	fn attest() -> Result<(), BenchmarkError> {
		issued::<T>()?;
		let advocate = T::BenchmarkHelper::institution(Role::PatientAdvocate);
		#[extrinsic_call]
		_(RawOrigin::Signed(advocate), RECORD, 1);
		assert!(Records::<T>::get(RECORD).is_some_and(|row| row.attestations == 1));
		Ok(())
	}

	#[benchmark]
	fn decline() -> Result<(), BenchmarkError> {
		let (_, account) = issued::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account), RECORD);
		assert!(Records::<T>::get(RECORD).is_some_and(|row| row.declined));
		Ok(())
	}

	#[benchmark]
	fn offer_transfer() -> Result<(), BenchmarkError> {
		let (_, account) = issued::<T>()?;
		let (to, _) = T::BenchmarkHelper::subject(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), RECORD, to, Relation::SamePerson);
		assert!(Transfers::<T>::contains_key(RECORD));
		Ok(())
	}

	#[benchmark]
	fn attest_transfer() -> Result<(), BenchmarkError> {
		let (_, to) = offered::<T>()?;
		#[extrinsic_call]
		_(provider::<T>(), RECORD, to);
		assert!(Records::<T>::get(RECORD).is_some_and(|row| row.subject == to));
		Ok(())
	}

	#[benchmark]
	fn retract_transfer() -> Result<(), BenchmarkError> {
		let (account, _) = offered::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account), RECORD);
		assert!(!Transfers::<T>::contains_key(RECORD));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::new_test_ext(),
		crate::tests::mock::Test
	);
}
