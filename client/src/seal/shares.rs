//! Shamir's secret sharing of the content key (DEK), t of n over GF(256).

use super::{SealError, Secret};
use blahaj::Sharks;
use rand::{rand_core::UnwrapErr, rngs::SysRng};
use salus_primitives::{tagged_hash, Hash32, Manifest};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// A share that was checked against the manifest it came with. Wiped on drop.
pub struct OpenedShare {
	pub(super) index: u8,
	pub(super) bytes: Secret,
}

impl OpenedShare {
	/// Which share it is, 1 to n.
	pub fn index(&self) -> u8 {
		self.index
	}

	/// Whether it is one of this sealing.
	pub(super) fn belongs_to(&self, manifest: &Manifest) -> bool {
		let hash = hash(&context(manifest), self.index, &self.bytes);
		manifest.shares.iter().any(|share| share.index == self.index && share.hash == hash)
	}
}

/// Says which share it is, not what is in it.
impl core::fmt::Debug for OpenedShare {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		f.debug_struct("OpenedShare").field("index", &self.index).finish_non_exhaustive()
	}
}

/// What shares and key of a sealing are bound to.
pub(super) fn context(manifest: &Manifest) -> Hash32 {
	let Manifest { genesis, record, version, epoch, .. } = manifest;
	Manifest::context(genesis, *record, *version, *epoch)
}

/// `H("salus/share/v1", context, index, share)`.
pub(super) fn hash(context: &Hash32, index: u8, share: &Secret) -> Hash32 {
	tagged_hash("salus/share/v1", &[&context.0, &[index], &**share])
}

/// Splits a key into `count` shares with indices from 1, any `threshold` of which make it again.
///
/// # Errors
/// [`SealError::Threshold`].
pub(super) fn split(
	dek: &Secret,
	threshold: u8,
	count: usize,
) -> Result<Vec<(u8, Secret)>, SealError> {
	if !(1..=count).contains(&usize::from(threshold)) {
		return Err(SealError::Threshold { threshold, custodians: count });
	}
	let mut rng = UnwrapErr(SysRng);
	let shares = Sharks(threshold).dealer_rng(&**dek, &mut rng).take(count);
	// A share's bytes are its index and one byte per byte of the key.
	Ok(shares
		.map(|share| {
			let bytes = Zeroizing::new(Vec::from(&share));
			let mut secret = Secret::default();
			secret.copy_from_slice(&bytes[1..]);
			(bytes[0], secret)
		})
		.collect())
}

/// Makes the key from exactly `threshold` of the shares. `None` when there are fewer: any number
/// of shares makes some key, so a count that is not checked would make a wrong one.
pub(super) fn combine(threshold: u8, shares: &BTreeMap<u8, &Secret>) -> Option<Secret> {
	let needed = usize::from(threshold);
	if needed == 0 || shares.len() < needed || shares.contains_key(&0) {
		return None;
	}
	let points = shares.iter().take(needed).map(|(index, share)| {
		let mut point = Zeroizing::new([0; 33]);
		point[0] = *index;
		point[1..].copy_from_slice(&***share);
		blahaj::Share::try_from(&point[..]).ok()
	});
	let points = points.collect::<Option<Vec<_>>>()?;
	let key = Zeroizing::new(Sharks(threshold).recover(&points).ok()?);
	let mut secret = Secret::default();
	secret.copy_from_slice(key.get(..32)?);
	Some(secret)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::{prelude::*, sample::subsequence};

	fn pick<'a>(shares: &'a [(u8, Secret)], indices: &[u8]) -> BTreeMap<u8, &'a Secret> {
		let chosen = shares.iter().filter(|(index, _)| indices.contains(index));
		chosen.map(|(index, share)| (*index, share)).collect()
	}

	/// The crate wipes shares and polynomials only with its feature `zeroize_memory`. Its feature
	/// `zeroize` exists, compiles and wipes nothing.
	#[test]
	fn the_sharing_crate_wipes_what_it_drops() {
		fn wipes<T>(_: &T) -> bool {
			core::mem::needs_drop::<T>()
		}
		let share = blahaj::Share::try_from(&[1, 2][..]).unwrap();
		assert!(wipes(&share.x), "build blahaj with the feature zeroize_memory");
	}

	#[test]
	fn a_threshold_of_none_or_more_than_all_is_refused() {
		let dek = Secret::new([7; 32]);
		for (threshold, custodians) in [(0, 3), (4, 3), (1, 0), (255, 7)] {
			let error = SealError::Threshold { threshold, custodians };
			assert_eq!(split(&dek, threshold, custodians).err(), Some(error));
		}
	}

	#[test]
	fn indices_count_from_one() {
		let shares = split(&Secret::new([7; 32]), 3, 7).unwrap();
		let indices: Vec<_> = shares.iter().map(|(index, _)| *index).collect();
		assert_eq!(indices, [1, 2, 3, 4, 5, 6, 7]);
	}

	#[test]
	fn two_splits_of_one_key_differ() {
		let dek = Secret::new([7; 32]);
		let (one, two) = (split(&dek, 2, 3).unwrap(), split(&dek, 2, 3).unwrap());
		assert!(one.iter().zip(&two).all(|((_, one), (_, two))| one != two));
	}

	proptest! {
		#[test]
		fn any_threshold_of_shares_makes_the_key_and_fewer_do_not(
			dek: [u8; 32],
			(n, t, chosen) in (1usize..=7).prop_flat_map(|n| (Just(n), 1..=n)).prop_flat_map(
				|(n, t)| (Just(n), Just(t), subsequence((1..=n as u8).collect::<Vec<_>>(), t)),
			),
		) {
			let shares = split(&Secret::new(dek), t as u8, n).unwrap();
			prop_assert!(combine(t as u8, &pick(&shares, &chosen)) == Some(Secret::new(dek)));
			prop_assert!(combine(t as u8, &pick(&shares, &chosen[1..])).is_none());
			// Even who ignores the count learns nothing from t - 1 shares.
			if t > 1 {
				let guess = combine(t as u8 - 1, &pick(&shares, &chosen[1..]));
				prop_assert!(guess.is_some() && guess != Some(Secret::new(dek)));
			}
		}
	}
}
