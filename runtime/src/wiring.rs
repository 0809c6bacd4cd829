//! Where the pallets meet: each asks through a trait of its own, and here are the answers.

use crate::*;
use alloc::vec::Vec;
use frame_support::traits::{
	nonfungibles_v2::{Create, Inspect, Mutate},
	Time,
};
use pallet_nfts::{CollectionConfig, CollectionSettings, ItemConfig, ItemSettings};
use salus_primitives::{
	tagged_hash, CaseId, ControlGroup, Hash32, InstitutionId, Moment, RecordId, Role, SubjectId,
};
use sp_runtime::DispatchResult;

/// The one collection that all records are tokens of.
pub const COLLECTION: u32 = 0;

/// Answers the questions that the pallets put to each other.
pub struct Wiring;

/// The account that owns a subject's tokens. Nobody has its key; no call moves a token.
pub fn subject_owner(subject: SubjectId) -> AccountId {
	AccountId::new(tagged_hash("salus/owner/v1", &[subject.as_ref()]).0)
}

impl pallet_records::Parties<AccountId> for Wiring {
	fn provider(account: &AccountId) -> Option<InstitutionId> {
		Registry::acting(account, Role::Provider).ok()
	}
	fn custodian(institution: InstitutionId) -> Option<ControlGroup> {
		Registry::in_good_standing(institution, Timestamp::now())
			.filter(|it| it.roles.has(Role::Custodian))
			.map(|it| it.control_group)
	}
	fn account(institution: InstitutionId) -> Option<AccountId> {
		pallet_registry::Institutions::<Runtime>::get(institution).map(|it| it.account)
	}
	fn is_subject(subject: SubjectId) -> bool {
		Registry::subject(subject).is_some()
	}
}

impl pallet_records::Erasures for Wiring {
	fn is_buried(record: RecordId) -> bool {
		Redaction::is_buried(record)
	}
}

impl pallet_records::Tokens for Wiring {
	fn found() -> DispatchResult {
		let nobody = subject_owner(SubjectId::default());
		let config = CollectionConfig {
			settings: CollectionSettings::all_enabled(),
			max_supply: None,
			mint_settings: Default::default(),
		};
		let id = Nfts::create_collection(&nobody, &nobody, &config)?;
		frame_support::ensure!(id == COLLECTION, "a collection exists already");
		Ok(())
	}
	fn mint(record: RecordId, subject: SubjectId) -> DispatchResult {
		let config = ItemConfig { settings: ItemSettings::all_enabled() };
		Nfts::mint_into(&COLLECTION, &record, &subject_owner(subject), &config, true)
	}
	fn burn(record: RecordId) -> DispatchResult {
		<Nfts as Mutate<AccountId, ItemConfig>>::burn(&COLLECTION, &record, None)
	}
	fn belongs(record: RecordId, subject: SubjectId) -> bool {
		<Nfts as Inspect<AccountId>>::owner(&COLLECTION, &record) == Some(subject_owner(subject))
	}
}

impl pallet_consent::Parties<AccountId> for Wiring {
	fn controls(account: &AccountId, subject: SubjectId) -> bool {
		Registry::controls(account, subject)
	}
	fn controls_from_outside(account: Hash32, subject: SubjectId) -> bool {
		Registry::controls(&AccountId::new(account.0), subject)
	}
	fn in_good_standing(institution: InstitutionId, now: Moment) -> bool {
		Registry::in_good_standing(institution, now).is_some()
	}
	fn has_allowance(subject: SubjectId) -> bool {
		Registry::subject(subject).is_some_and(|it| it.allowance > 0)
	}
	fn spend_allowance(subject: SubjectId) -> DispatchResult {
		Registry::spend_allowance(subject)
	}
}

impl pallet_consent::Records for Wiring {
	fn facts(record: RecordId) -> Option<pallet_consent::Facts> {
		pallet_records::Records::<Runtime>::get(record).map(|it| pallet_consent::Facts {
			subject: it.subject,
			issuer: it.issuer,
			folder: it.folder,
			issued: it.issued,
			restricted: it.restricted_by.is_some(),
		})
	}
}

impl pallet_redaction::Parties<AccountId> for Wiring {
	fn controls(account: &AccountId, subject: SubjectId) -> bool {
		Registry::controls(account, subject)
	}
	fn institution_of(account: &AccountId) -> Option<InstitutionId> {
		Registry::institution_of(account)
	}
	fn receipt_key(custodian: InstitutionId) -> Option<Hash32> {
		pallet_registry::ReceiptKeys::<Runtime>::get(custodian)
	}
	fn genesis() -> Hash32 {
		Registry::genesis_hash()
	}
}

impl pallet_redaction::Records for Wiring {
	fn subject_and_issuer(record: RecordId) -> Option<(SubjectId, InstitutionId)> {
		pallet_records::Records::<Runtime>::get(record).map(|it| (it.subject, it.issuer))
	}
	fn is_restricted(record: RecordId) -> bool {
		pallet_records::Records::<Runtime>::get(record).is_some_and(|it| it.restricted_by.is_some())
	}
	fn restrict(record: RecordId, case: CaseId) -> DispatchResult {
		Records::restrict(record, case)
	}
	fn lift(record: RecordId, case: CaseId) -> DispatchResult {
		Records::lift(record, case)
	}
	fn custody(record: RecordId) -> Vec<pallet_redaction::Custody> {
		Records::sealings(record)
			.into_iter()
			.map(|it| pallet_redaction::Custody {
				version: it.version,
				epoch: it.epoch,
				custodians: it.of.custodians.into_inner(),
				threshold: it.of.threshold,
			})
			.collect()
	}
	fn remove(record: RecordId) -> DispatchResult {
		Records::remove(record)
	}
}
