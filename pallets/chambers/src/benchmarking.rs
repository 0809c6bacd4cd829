//! What the calls cost at worst: chambers are full, everybody voted, calls are as long as they come.

use crate::*;
use alloc::{boxed::Box, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{traits::Time, BoundedVec};
use frame_system::RawOrigin;
use salus_primitives::{
	Chamber, Documents, Hash32, InstitutionId, Moment, MotionId, Track, CHAMBERS,
};

const NOW: Moment = 1_000_000_000;

type Helper<T> = <T as Config>::BenchmarkHelper;
type Member<T> = (<T as frame_system::Config>::AccountId, InstitutionId);

fn papers() -> Documents {
	Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) }
}

/// Members of a chamber, less `spare`, in the order of their seats. Whoever sat there is gone.
fn fill<T: Config>(chamber: Chamber, spare: u32) -> Vec<Member<T>> {
	Helper::<T>::set_time(NOW);
	Members::<T>::translate_values(|seat: Seat| (seat.chamber != chamber).then_some(seat));
	Benches::<T>::remove(chamber);
	(0..MAX_MEMBERS.saturating_sub(spare))
		.map(|n| {
			let (account, id) = Helper::<T>::institution(chamber, n);
			// Seated by hand: each call of `join` looks at all that sit there already.
			Benches::<T>::try_append(chamber, id).expect("there is room");
			Members::<T>::insert(id, Seat { chamber, since: 0 });
			(account, id)
		})
		.collect()
}

/// All chambers are full, with production's rules. Members in the order of chambers.
fn full<T: Config>() -> Vec<Member<T>> {
	Rules::<T>::put(TrackRules::default());
	CHAMBERS.into_iter().flat_map(|chamber| fill::<T>(chamber, 0)).collect()
}

fn of<T: Config>(members: &[Member<T>], chamber: Chamber, n: usize) -> T::AccountId {
	members[chamber as usize * MAX_MEMBERS as usize + n].0.clone()
}

/// The first member proposes a call of this track.
fn proposed<T: Config>(members: &[Member<T>], track: Track) -> MotionId {
	let id = NextMotion::<T>::get();
	let call = Box::new(Helper::<T>::call(track));
	Pallet::<T>::do_propose(members[0].0.clone(), call, papers()).expect("a member may propose");
	id
}

fn hash<T: Config>(id: MotionId) -> Hash32 {
	Pallet::<T>::hash_of_call(&Motions::<T>::get(id).expect("it is open"))
}

/// Everybody votes in favour.
fn voted<T: Config>(members: &[Member<T>], track: Track) -> MotionId {
	let id = proposed::<T>(members, track);
	for (account, _) in members {
		Pallet::<T>::do_vote(account.clone(), id, hash::<T>(id), true).expect("a member may vote");
	}
	id
}

/// The same, and it is approved.
fn approved<T: Config>(members: &[Member<T>], track: Track) -> (MotionId, Moment) {
	let id = voted::<T>(members, track);
	let decides = Motions::<T>::get(id).expect("it is open").decides;
	Helper::<T>::set_time(decides);
	Pallet::<T>::do_close(id).expect("its time is over");
	let enacts = Motions::<T>::get(id).and_then(|it| it.approved).expect("everybody is in favour");
	(id, enacts)
}

/// Makes the row as long as it may be.
fn lengthen<T: Config>(id: MotionId) {
	Motions::<T>::mutate(id, |it| {
		if let Some(motion) = it {
			motion.call = BoundedVec::truncate_from(alloc::vec![255; MAX_CALL as usize]);
		}
	});
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// The members of all chambers are looked at.
	#[benchmark]
	fn join() {
		full::<T>();
		let members = fill::<T>(Chamber::Providers, 1);
		for (_, institution) in &members {
			Helper::<T>::disqualify(*institution);
		}
		let (account, institution) = Helper::<T>::institution(Chamber::Providers, MAX_MEMBERS);
		#[extrinsic_call]
		_(RawOrigin::Signed(account), Chamber::Providers);
		assert_eq!(Benches::<T>::get(Chamber::Providers).to_vec(), [institution]);
	}

	#[benchmark]
	fn leave() {
		let (account, institution) = fill::<T>(Chamber::Providers, 0).remove(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(account));
		assert!(!Members::<T>::contains_key(institution));
	}

	/// The members of all chambers are looked at.
	#[benchmark]
	fn expel() {
		let members = full::<T>();
		let institution = members[MAX_MEMBERS as usize - 1].1;
		Helper::<T>::disqualify(institution);
		#[extrinsic_call]
		_(RawOrigin::Signed(members[1].0.clone()), institution);
		assert!(!Members::<T>::contains_key(institution));
	}

	#[benchmark]
	fn propose() {
		let members = fill::<T>(Chamber::Providers, 0);
		let call = Box::new(Helper::<T>::call(Track::Policy));
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), call, papers());
		assert_eq!(Open::<T>::get(members[0].1), 1);
	}

	#[benchmark]
	fn vote() {
		let members = full::<T>();
		let motion = proposed::<T>(&members, Track::Policy);
		lengthen::<T>(motion);
		let call = hash::<T>(motion);
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), motion, call, true);
		assert!(Ballots::<T>::contains_key(motion, members[0].1));
	}

	#[benchmark]
	fn withdraw_vote() {
		let members = full::<T>();
		let motion = voted::<T>(&members, Track::Policy);
		lengthen::<T>(motion);
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), motion);
		assert!(!Ballots::<T>::contains_key(motion, members[0].1));
	}

	#[benchmark]
	fn withdraw() {
		let members = full::<T>();
		let motion = voted::<T>(&members, Track::Policy);
		lengthen::<T>(motion);
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), motion);
		assert!(!Motions::<T>::contains_key(motion));
	}

	#[benchmark]
	fn close() {
		let members = full::<T>();
		let motion = proposed::<T>(&members, Track::Policy);
		let call = hash::<T>(motion);
		for (account, _) in &members {
			Pallet::<T>::do_vote(account.clone(), motion, call, false).expect("a member may vote");
		}
		lengthen::<T>(motion);
		Helper::<T>::set_time(Motions::<T>::get(motion).expect("it is open").decides);
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), motion);
		assert!(!Motions::<T>::contains_key(motion));
	}

	#[benchmark]
	fn veto() {
		let members = full::<T>();
		let (motion, _) = approved::<T>(&members, Track::Upgrade);
		lengthen::<T>(motion);
		for n in 0..MAX_MEMBERS as usize / 2 {
			let account = of::<T>(&members, Chamber::Patients, n);
			Pallet::<T>::do_veto(account, motion).expect("a patient may veto");
		}
		let last = of::<T>(&members, Chamber::Patients, MAX_MEMBERS as usize / 2);
		#[extrinsic_call]
		_(RawOrigin::Signed(last), motion);
		assert!(!Motions::<T>::contains_key(motion));
	}

	/// With a call that is made, whose weight counts twice therefore. It cannot be as long as a call
	/// may be.
	#[benchmark]
	fn enact() {
		let members = full::<T>();
		let (motion, enacts) = approved::<T>(&members, Track::Emergency);
		Helper::<T>::set_time(enacts.max(T::Clock::now()));
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), motion);
		assert!(Outcomes::<T>::iter_values().any(|it| it.motion == motion));
	}

	#[benchmark]
	fn lapse() {
		let members = full::<T>();
		let (motion, enacts) = approved::<T>(&members, Track::Policy);
		lengthen::<T>(motion);
		Helper::<T>::set_time(enacts.saturating_add(Rules::<T>::get().policy.lapses));
		#[extrinsic_call]
		_(RawOrigin::Signed(members[0].0.clone()), motion);
		assert!(!Motions::<T>::contains_key(motion));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::mock::externalities(),
		crate::tests::mock::Test
	);
}
