//! The first policy.

use crate::*;
use salus_primitives::{Documents, Hash32};

/// The hash of no text.
pub(crate) const NO_TEXT: Documents = Documents { text: Hash32([0; 32]), assessment: None };

impl<T: Config> GenesisConfig<T> {
	/// A chain that would start beyond its own bounds does not start.
	pub(crate) fn write(&self) {
		if let Err(it) = self.bounds.check_themselves() {
			panic!("policy: the bounds of {} leave no room", it.parameter);
		}
		if let Err(it) = self.bounds.check(&self.policy) {
			panic!("policy: {it}");
		}
		assert_eq!(self.policy.version, 1, "policy: the first policy has version 1");
		assert!(self.policy.reconsent.is_none(), "policy: nobody has consented to anything yet");
		Limits::<T>::put(self.bounds);
		Book::<T>::put(Chapter { current: self.policy, next: None, restriction: None });
		History::<T>::insert(
			1,
			Entry {
				documents: self.documents.unwrap_or(NO_TEXT),
				languages: self.languages.clone(),
				adopted: 0,
				in_force: 0,
				older_grants_until: 0,
				policy: self.policy,
			},
		);
	}
}
