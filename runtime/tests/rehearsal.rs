//! An upgrade before it happens: the chambers decide it, the next runtime takes over the state of this
//! one, and every invariant still holds.

mod common;

use codec::{Decode, Encode};
use common::*;
use polkadot_sdk::{
	frame_support::{dispatch::DispatchClass, traits::Time},
	sp_io::TestExternalities,
	sp_runtime::{
		traits::{Hash as _, Header as _},
		transaction_validity::{InvalidTransaction, TransactionValidityError},
		ApplyExtrinsicResult,
	},
	sp_version::RuntimeVersion,
	*,
};
use salus_primitives::*;
use salus_runtime::*;

const DOCUMENTS: Documents = Documents { text: Hash32([1; 32]), assessment: Some(Hash32([2; 32])) };
/// Of the development preset.
const DECIDING: Moment = 20_000;
const DELAY: Moment = 10_000;

fn next() -> &'static [u8] {
	salus_next::WASM_BINARY.expect("the blob was built")
}

/// A development chain with some life in it.
fn chain() -> TestExternalities {
	let mut ext = new_chain();
	ext.execute_with(|| {
		enrol("Patient");
		done("Alice", issue());
		done("Patient", grant());
		done("Patient", request());
	});
	ext
}

/// What the next runtime answers in this state.
fn call_next(ext: &mut TestExternalities, method: &str, argument: &[u8]) -> Vec<u8> {
	let blob = sc_executor_common::runtime_blob::RuntimeBlob::uncompress_if_needed(next())
		.expect("a runtime");
	executor()
		.uncached_call(blob, &mut ext.ext(), false, method, argument)
		.expect("the next runtime answers")
}

fn apply_code(code: &[u8]) -> ApplyExtrinsicResult {
	let call = frame_system::Call::apply_authorized_upgrade { code: code.to_vec() };
	Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(call.into()))
}

/// The chambers decide that the chain runs the blob with this hash.
fn vote_for(code_hash: Hash) {
	let call = frame_system::Call::authorize_upgrade { code_hash }.into();
	let propose = pallet_chambers::Call::propose { call: Box::new(call), documents: DOCUMENTS };
	done("Alice", propose);
	let motion = *Chambers::motions().last().expect("one is open");
	let seen = Chambers::motion(motion).expect("it is open").call;
	let call = Hash32(sp_runtime::traits::BlakeTwo256::hash(&seen).0);
	for who in ["Alice", "Bob", "Ferdie", "One", "Alice//stash", "Bob//stash"] {
		done(who, pallet_chambers::Call::vote { motion, call, aye: true });
	}
	let start = <Timestamp as Time>::now();
	at(start + DECIDING);
	done("Alice", pallet_chambers::Call::close { motion });
	at(start + DECIDING + DELAY);
	done("Alice", pallet_chambers::Call::enact { motion });
	let outcome = Chambers::outcomes().into_iter().next().expect("it was carried out");
	assert_eq!((outcome.id, outcome.outcome), (motion, Outcome::Done));
}

#[test]
fn the_chambers_put_the_next_runtime_in_place() {
	let mut ext = chain();
	ext.execute_with(|| {
		let unknown = TransactionValidityError::Invalid(InvalidTransaction::Call);
		assert_eq!(apply_code(next()).expect_err("nobody voted for it"), unknown);
		vote_for(sp_runtime::traits::BlakeTwo256::hash(next()));
		assert_eq!(apply_code(b"another one").expect_err("not what was voted for"), unknown);
		apply_code(next()).expect("valid").expect("applied");
		assert_eq!(sp_io::storage::get(b":code").expect("there is code")[..], *next());
	});
	invariants(&mut ext);
}

#[test]
fn a_blob_that_is_not_newer_is_refused_though_it_was_voted_for() {
	let mut ext = chain();
	ext.execute_with(|| {
		let this = WASM_BINARY.expect("built");
		let code = || sp_io::storage::get(b":code");
		let before = code();
		vote_for(sp_runtime::traits::BlakeTwo256::hash(this));
		System::reset_events();
		apply_code(this).expect("valid once").expect("no error, or it could be tried for ever");
		assert!(System::events().iter().any(|it| matches!(
			it.event,
			RuntimeEvent::System(frame_system::Event::RejectedInvalidAuthorizedUpgrade { .. })
		)));
		assert_eq!(code(), before, "the code is what it was");
		apply_code(this).expect_err("the authorisation is used up");
	});
}

#[test]
fn the_next_runtime_takes_over_the_state_and_every_invariant_holds() {
	let mut ext = chain();
	let (before, number) = ext.execute_with(|| {
		next_block();
		(ours(), System::block_number())
	});
	let version = RuntimeVersion::decode(&mut &call_next(&mut ext, "Core_version", &[])[..]);
	let version = version.expect("a version");
	assert_eq!(version.spec_name, VERSION.spec_name);
	assert_eq!(version.spec_version, VERSION.spec_version + 1);

	let header = Header::new(
		number + 1,
		Default::default(),
		Default::default(),
		Default::default(),
		Default::default(),
	);
	call_next(&mut ext, "Core_initialize_block", &header.encode());
	ext.execute_with(|| {
		let last = frame_system::LastRuntimeUpgrade::<Runtime>::get().expect("written");
		assert_eq!(last.spec_version.0, version.spec_version, "the migrations ran");
		let used = frame_system::BlockWeight::<Runtime>::get();
		let most = configs_limit();
		assert!(used.get(DispatchClass::Mandatory).all_lte(most), "they fit into a block");
		assert_eq!(ours(), before, "no row of ours was lost");
	});
	invariants(&mut ext);
}

fn configs_limit() -> frame_support::weights::Weight {
	<Runtime as frame_system::Config>::BlockWeights::get().max_block
}

/// The rows of the pallets that this version does not migrate.
fn ours() -> Vec<Row> {
	["Registry", "Records", "Consent", "Redaction", "Policy", "Chambers", "Nfts", "Balances"]
		.into_iter()
		.flat_map(|pallet| rows_of(pallet, None))
		.collect()
}
