//! Patient 7 controls subject 7 with an allowance of two; hospital 1 issued record 9 to it.

use crate as pallet_consent;
use crate::*;
use frame_support::{derive_impl, parameter_types, traits::ConstU64};
use salus_primitives::{
	Action, Actions, FolderId, GrantId, Hash32, InstitutionId, LawfulBasis, Moment, Obligations,
	Opening, Purpose, Purposes, Query, RecordId, Requester, Scope, SubjectId, Terms,
	TermsCommitment, TermsOnChain,
};
use sp_io::TestExternalities;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;
	#[runtime::pallet_index(2)]
	pub type Consent = pallet_consent::Pallet<Test>;
}

pub type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
	pub static Allowance: u32 = 2;
	pub static Restricted: bool = false;
	pub static Suspended: Option<InstitutionId> = None;
}

pub struct Wiring;

impl Parties<u64> for Wiring {
	fn controls(account: &u64, subject: SubjectId) -> bool {
		SubjectId([*account as u8; 16]) == subject
	}
	fn controls_from_outside(account: Hash32, subject: SubjectId) -> bool {
		account.0[..16] == subject.0
	}
	fn in_good_standing(institution: InstitutionId, _: Moment) -> bool {
		Suspended::get() != Some(institution)
	}
	fn has_allowance(_: SubjectId) -> bool {
		Allowance::get() > 0
	}
	fn spend_allowance(_: SubjectId) -> DispatchResult {
		let rest = Allowance::get().checked_sub(1).ok_or(DispatchError::Other("nothing left"))?;
		Allowance::set(rest);
		Ok(())
	}
}

impl Records for Wiring {
	fn facts(record: RecordId) -> Option<Facts> {
		(record == RECORD).then(|| Facts {
			subject: SUBJECT,
			issuer: HOSPITAL,
			folder: Some(FOLDER),
			issued: NOW,
			restricted: Restricted::get(),
		})
	}
}

impl Config for Test {
	type Clock = Timestamp;
	type Parties = Wiring;
	type Records = Wiring;
	type MaxWindow = ConstU64<1000>;
	type WeightInfo = ByDbOperations<Test>;
}

pub const NOW: Moment = 1_000_000;
pub const PATIENT: u64 = 7;
pub const SUBJECT: SubjectId = SubjectId([7; 16]);
pub const RECORD: RecordId = RecordId([9; 16]);
pub const FOLDER: FolderId = FolderId([3; 16]);
pub const GRANT: GrantId = GrantId([5; 16]);
pub const HOSPITAL: InstitutionId = InstitutionId(1);
pub const CLINIC: InstitutionId = InstitutionId(2);
pub const SALT: [u8; 64] = [8; 64];

pub fn terms() -> Terms {
	Terms {
		grantee: CLINIC,
		scope: Scope::Folder { folder: FOLDER, future: false },
		purposes: Purposes::of(&[Purpose::TREAT]),
		actions: Actions::of(&[Action::Access]),
		from: NOW,
		until: NOW + 100,
		basis: LawfulBasis::Consent,
		obligations: Obligations::default(),
	}
}

pub fn sealed(terms: &Terms) -> TermsOnChain {
	TermsOnChain::Sealed(TermsCommitment::new(&SALT, GRANT, terms))
}

pub fn grant(by: u64, terms: TermsOnChain, until: Moment) -> DispatchResult {
	Consent::grant(RuntimeOrigin::signed(by), GRANT, SUBJECT, terms, until)
}

/// The patient grants [`terms`] as [`GRANT`].
pub fn granted() {
	grant(PATIENT, sealed(&terms()), NOW + 100).unwrap();
}

pub fn revoke(by: u64) -> DispatchResult {
	Consent::revoke(RuntimeOrigin::signed(by), GRANT)
}

/// The clinic asks to read [`RECORD`] for treatment, showing the opened terms.
pub fn question() -> Query {
	Query {
		requester: Requester::Institution(CLINIC),
		record: RECORD,
		purpose: Purpose::TREAT,
		action: Action::Access,
		opening: Some(Opening { grant: GRANT, terms: terms(), salt: SALT }),
		now: 0,
	}
}

/// Runs a test and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(NOW);
		Allowance::set(2);
		Restricted::set(false);
		Suspended::set(None);
		test();
		Consent::do_try_state().expect("invariants hold");
	});
}
