//! What the node answers about the book.

use crate::*;
use alloc::vec::Vec;
use frame_support::traits::Time;
use salus_primitives::{Languages, Policy, PolicyBookView, PolicyEntryView};

impl<T: Config> Pallet<T> {
	/// The book.
	pub fn book() -> PolicyBookView {
		let now = T::Clock::now();
		let chapter = Book::<T>::get();
		let from = chapter.restrictable_from(now);
		PolicyBookView {
			current: chapter.at(now),
			entry: Self::entry_of(chapter.adopted(now)),
			pending: chapter.pending(now).map(|next| Self::entry_of(&next.policy)),
			bounds: Limits::<T>::get(),
			restriction: chapter.live_restriction(now).copied(),
			restrictable_from: (now < from).then_some(from),
		}
	}

	/// So many entries at most, newest first.
	pub fn history(limit: usize) -> Vec<PolicyEntryView> {
		let newest = Book::<T>::get().newest().version;
		(1..=newest).rev().take(limit).filter_map(Self::entry).collect()
	}

	/// An entry.
	pub fn entry(version: u32) -> Option<PolicyEntryView> {
		let Entry { documents, languages, adopted, in_force, policy, .. } =
			History::<T>::get(version)?;
		Some(PolicyEntryView { version, documents, languages, adopted, in_force, policy })
	}

	/// The entry of a policy of the book; a chain without genesis has none of its default policy.
	fn entry_of(policy: &Policy) -> PolicyEntryView {
		Self::entry(policy.version).unwrap_or_else(|| PolicyEntryView {
			version: policy.version,
			documents: genesis::NO_TEXT,
			languages: Languages::default(),
			adopted: 0,
			in_force: 0,
			policy: *policy,
		})
	}
}
