use super::{mock::*, target};
use crate::*;
use frame_support::{
	assert_ok,
	dispatch::{extract_actual_weight, GetDispatchInfo, Pays},
	traits::Hooks,
	weights::Weight,
};
use salus_primitives::Track;

fn declared(motion: u32) -> Weight {
	Call::<Test>::enact { motion }.get_dispatch_info().call_weight
}

fn own() -> Weight {
	<Test as Config>::WeightInfo::enact()
}

#[test]
fn enact_declares_the_most_that_a_call_may_weigh_without_looking_at_it() {
	run(|| assert_eq!(declared(0), own() + MAX_WEIGHT));
}

#[test]
fn enact_gives_back_what_its_call_did_not_use() {
	run(|| {
		let used = |id| {
			wait_for(id);
			let info = Call::<Test>::enact { motion: id }.get_dispatch_info();
			let result = Chambers::enact(signed(STRANGER), id);
			assert_ok!(&result);
			assert_eq!(result.unwrap().pays_fee, Pays::Yes);
			extract_actual_weight(&result, &info)
		};
		let id = passed_call(target::Call::weigh {});
		assert_eq!(used(id), own() + MAX_WEIGHT / 2);
		let id = passed_call(target::Call::fail {});
		assert_eq!(used(id), own() + target::SMALL);
		let id = passed(Track::Membership);
		upgrade(id);
		assert_eq!(used(id), own());
	});
}

#[test]
fn the_heaviest_motion_fits_into_a_block() {
	run(<Chambers as Hooks<u64>>::integrity_test);
}
