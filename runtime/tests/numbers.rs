//! Figures about the state machine, printed for `scripts/numbers`:
//! `cargo test --test numbers -- --ignored --nocapture`.

mod common;

use common::{samples::samples, *};
use polkadot_sdk::{
	frame_support::{dispatch::GetDispatchInfo, traits::GetCallMetadata},
	*,
};
use salus_primitives::*;
use salus_runtime::*;
use std::time::Instant;

fn row(what: &str, figure: impl std::fmt::Display) {
	println!("| {what} | {figure} |");
}

/// Bytes of keys and values that `step` adds, the block's own rows left out.
fn added(step: impl FnOnce()) -> usize {
	let size = || {
		next_block();
		all_rows().iter().map(|(key, value)| key.len() + value.len()).sum::<usize>()
	};
	// The first transaction of an account makes its row grow.
	let before = size();
	step();
	size().saturating_sub(before)
}

#[test]
#[ignore = "prints figures"]
fn state() {
	println!();
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		done("Patient", grant());
		let other = RecordId([0x9f; 16]);
		let keep = pallet_records::Keep { basis: LawfulBasis::Consent, until_year: 2036 };
		let issue = pallet_records::Call::issue {
			subject: SUBJECT,
			record: other,
			folder: None,
			keep,
			sealing: sealing(),
		};
		row("state of one record, its token included, in bytes", added(|| done("Alice", issue)));
		let grant = GrantId([0x6b; 16]);
		let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
		let until = NOW + 100_000;
		let call = pallet_consent::Call::grant { grant, subject: SUBJECT, terms, until, policy: 1 };
		row("state of one grant, in bytes", added(|| done("Patient", call)));
		row("state of one erasure case when asked, in bytes", added(|| done("Patient", request())));
		let own_copy = pallet_redaction::OwnCopy::Erased;
		let accept = pallet_redaction::Call::accept { case: case(), own_copy };
		row("more of it when accepted, with three custodians", added(|| done("Alice", accept)));
	});
}

#[test]
#[ignore = "prints figures"]
fn weights() {
	println!();
	on_new_chain(|| {
		let transfer = pallet_balances::Call::<Runtime>::transfer_keep_alive {
			dest: account("Bob"),
			value: 1,
		};
		let of = |call: RuntimeCall| call.get_dispatch_info().call_weight.ref_time();
		let unit = of(transfer.into());
		row("`balances.transfer_keep_alive`, in ns", unit / 1000);
		for call in samples() {
			let name = call.get_call_metadata();
			let name = format!("`{}.{}`", name.pallet_name, name.function_name);
			row(&name, format!("{:.1} of it", of(call) as f64 / unit as f64));
		}
	});
}

#[test]
#[ignore = "prints figures"]
fn verdict() {
	println!();
	on_new_chain(|| {
		enrol("Patient");
		done("Alice", issue());
		pallet_registry::Subjects::<Runtime>::mutate_extant(SUBJECT, |row| row.allowance = 2_000);
		done("Patient", grant());
		let mut given = 1u32;
		for grants in [1, 10, 1_000u32] {
			while given < grants {
				given += 1;
				let mut id = GrantId([0; 16]);
				id.0[..4].copy_from_slice(&given.to_le_bytes());
				let terms = TermsOnChain::Sealed(TermsCommitment(Hash32([5; 32])));
				let until = NOW + 100_000;
				let subject = SUBJECT;
				let call =
					pallet_consent::Call::grant { grant: id, subject, terms, until, policy: 1 };
				done("Patient", call);
				next_block();
			}
			let question = question();
			let rounds = 2_000;
			let start = Instant::now();
			for _ in 0..rounds {
				assert!(Consent::verdict(&question).is_allowed());
			}
			let micros = start.elapsed().as_micros() as f64 / f64::from(rounds);
			row(
				&format!("verdict with {grants} grants of the subject, native"),
				format!("{micros:.1} µs"),
			);
		}
	});
}
