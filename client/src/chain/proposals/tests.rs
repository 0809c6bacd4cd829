use super::*;
use salus_primitives::{Languages, Policy, Purpose, Role};

fn admission() -> Admission {
	Admission {
		roles: Roles::of(&[Role::Provider, Role::Custodian]),
		accredited_until: 5,
		control_group: 6,
		country: *b"DE",
		jurisdiction: Jurisdiction::Us,
	}
}

#[test]
fn every_proposal_is_read_as_it_is_written() {
	let institution = InstitutionId(7);
	let adoption = Adoption {
		policy: Policy::default(),
		in_force: 9,
		languages: Languages::try_from(vec![*b"de", *b"en"]).unwrap(),
	};
	let purposes = Purposes::of(&[Purpose::HMARKT]);
	let (account, receipt_key) = (Hash32([1; 32]), Some(Hash32([2; 32])));
	let proposals = [
		(
			"Registry",
			"admit",
			Proposal::Admit { account, admission: admission(), receipt_key, units: 8 },
		),
		("Registry", "change", Proposal::Change { institution, admission: admission() }),
		("Registry", "suspend", Proposal::Suspend { institution }),
		("Registry", "suspend_for_good", Proposal::SuspendForGood { institution }),
		("Registry", "reinstate", Proposal::Reinstate { institution }),
		("Registry", "remove", Proposal::Remove { institution, successor: Some(InstitutionId(3)) }),
		("Registry", "allot", Proposal::Allot { institution, units: u128::MAX }),
		("Stake", "grant_seats", Proposal::GrantSeats { institution, seats: 2 }),
		("Redaction", "cancel_penalty", Proposal::CancelPenalty { penalty: 4 }),
		("Stake", "cancel_slash", Proposal::CancelSlash { session: 5, validator: account }),
		("Redaction", "prune_case", Proposal::PruneCase { case: CaseId([6; 16]) }),
		("Policy", "adopt", Proposal::Adopt { adoption: Box::new(adoption) }),
		("Policy", "restrict", Proposal::Restrict { purposes, suites: Suites::ALL }),
		("Policy", "lift", Proposal::Lift {}),
		("System", "authorize_upgrade", Proposal::AuthorizeUpgrade { code_hash: account }),
		(
			"Grandpa",
			"note_stalled",
			Proposal::NoteStalled { delay: 1000, best_finalized_block_number: 42 },
		),
	];
	for (pallet, name, proposal) in proposals {
		let mut arguments = proposal.call().arguments;
		assert_eq!(Proposal::read(pallet, name, &arguments), Some(proposal), "{name}");
		assert_eq!(Proposal::read("Other", name, &arguments), None);
		arguments.push(0);
		assert_eq!(Proposal::read(pallet, name, &arguments), None, "{name}: bytes too many");
	}
}

#[test]
fn arguments_stand_in_the_order_of_the_call() {
	let (account, units) = (Hash32([1; 32]), 8u128);
	let admit = Proposal::Admit { account, admission: admission(), receipt_key: None, units };
	let expected = [
		&[1; 32][..],
		&3u32.to_le_bytes(),
		&5u64.to_le_bytes(),
		&6u32.to_le_bytes(),
		b"DE",
		&[1],
		&[0],
		&8u128.to_le_bytes(),
	];
	assert_eq!(admit.call().arguments, expected.concat());
	let institution = InstitutionId(7);
	let remove = Proposal::Remove { institution, successor: None };
	assert_eq!(remove.call().arguments, [7, 0, 0, 0, 0]);
	assert!(Proposal::Lift {}.call().arguments.is_empty());
}
