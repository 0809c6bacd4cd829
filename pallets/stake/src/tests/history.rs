use super::mock::*;
use codec::Encode;
use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use sp_runtime::{key_types::DUMMY, testing::UintAuthorityId};
use sp_session::MembershipProof;

fn key(seed: u64) -> Vec<u8> {
	UintAuthorityId(seed).encode()
}

fn prove(seed: u64) -> Option<MembershipProof> {
	Historical::prove((DUMMY, key(seed)))
}

fn holds(seed: u64, proof: &MembershipProof) -> bool {
	Historical::check_proof((DUMMY, key(seed)), proof.clone()).is_some()
}

#[test]
fn who_had_a_key_is_provable_within_the_window_and_not_after() {
	run(|| {
		rotate_times(2);
		let proof = prove(10).unwrap();
		assert_eq!(proof.session, 2);
		for _ in 0..REPORTING {
			assert!(holds(10, &proof));
			rotate();
		}
		assert_eq!(session(), 2 + REPORTING);
		assert!(holds(10, &proof));
		assert_eq!(Historical::check_proof((DUMMY, key(10)), proof.clone()), Some((10, ())));
		rotate();
		assert!(!holds(10, &proof));
	});
}

#[test]
fn the_root_of_a_kept_set_is_kept() {
	run(|| {
		rotate_times(3);
		let proofs: Vec<_> = (0..3)
			.map(|_| {
				let proof = prove(20).unwrap();
				rotate();
				proof
			})
			.collect();
		assert!(proofs.iter().all(|it| holds(20, it)));
	});
}

/// What the documentation says of the sessions around a rotation.
#[test]
fn old_keys_cannot_be_proven_anew_after_a_rotation_and_new_ones_once_they_serve() {
	run(|| {
		rotate();
		let before = prove(10).unwrap();
		assert_ok!(set_keys(HOSPITAL, 10, 100));
		assert!(!holds(10, &before), "the same session now has another root");
		rotate();
		assert!(holds(10, &before), "the session before is provable by what was made in it");
		assert!(!holds(10, &prove(10).unwrap()), "the old key serves but cannot be proven");
		rotate();
		let after = prove(100).unwrap();
		assert!(holds(100, &after));
		rotate();
		assert!(holds(100, &after) && holds(10, &before));
	});
}

#[test]
fn no_change_of_a_row_makes_a_proof_invalid() {
	run(|| {
		rotate();
		let proof = prove(10).unwrap();
		report(&[10]);
		pass(14 * DAY);
		assert_ok!(Stake::apply_slash(RuntimeOrigin::signed(STRANGER), 1, 10));
		assert!(holds(10, &proof));
		rotate();
		assert!(holds(10, &proof));
	});
}
