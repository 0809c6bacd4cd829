//! The token ledger, for records.

use super::*;
use frame_support::traits::nonfungibles_v2::{Create, Inspect, Mutate, Transfer};
use pallet_nfts::{CollectionConfig, CollectionSettings, ItemConfig, ItemSettings};
use salus_primitives::{tagged_hash, RecordId};
use sp_runtime::DispatchResult;

/// The one collection that all records are tokens of.
pub const COLLECTION: u32 = 0;

/// The account that owns a subject's tokens. Nobody has its key; no call of anybody moves a token.
pub fn subject_owner(subject: SubjectId) -> AccountId {
	AccountId::new(tagged_hash("salus/owner/v1", &[subject.as_ref()]).0)
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
	fn move_to(record: RecordId, from: SubjectId, to: SubjectId) -> DispatchResult {
		frame_support::ensure!(Self::belongs(record, from), "the token is somebody else's");
		<Nfts as Transfer<AccountId>>::transfer(&COLLECTION, &record, &subject_owner(to))
	}
}
