use super::*;
use salus_primitives::{
	CaseId, Chamber, Documents, ErasureGround, GrantId, GuardianScope, Hash32, InstitutionId,
	KeyRef, RecordId, RectificationId, RectificationRefusal, RefusalGround, SubjectId, Suite,
	TermsCommitment, TermsOnChain,
};

const SUBJECT: SubjectId = SubjectId([1; 16]);
const GRANT: GrantId = GrantId([2; 16]);

fn arguments(call: Call) -> Vec<u8> {
	call.arguments
}

#[test]
fn arguments_stand_in_the_order_of_the_call() {
	assert_eq!(arguments(Call::revoke(SUBJECT, GRANT)), [[1; 16], [2; 16]].concat());
	let many = arguments(Call::revoke_many(SUBJECT, vec![GRANT]));
	assert_eq!(many, [&[1; 16][..], &[4], &[2; 16]].concat());
	let sealed = TermsOnChain::Sealed(TermsCommitment(Hash32([3; 32])));
	let policy = 7u32.to_le_bytes();
	let grant = arguments(Call::grant(GRANT, SUBJECT, sealed, 5, 7));
	let until = 5u64.to_le_bytes();
	assert_eq!(grant, [&[2; 16][..], &[1; 16], &[0], &[3; 32], &until, &policy].concat());
	let review = arguments(Call::review_emergency(SUBJECT, InstitutionId(8), true));
	assert_eq!(review, [&[1; 16][..], &[8, 0, 0, 0], &[1]].concat());
	let guardian = arguments(Call::appoint_guardian(
		SUBJECT,
		Hash32([4; 32]),
		GuardianScope::VIEW.and(GuardianScope::CONSENT),
		5,
	));
	assert_eq!(guardian, [&[1; 16][..], &[4; 32], &[3], &until].concat());
}

#[test]
fn a_new_account_signs_as_a_multi_signature() {
	let key = KeyRef { suite: Suite::X25519, id: 1, hash: Hash32([5; 32]) };
	let rotation = arguments(Call::rotate_account(SUBJECT, Hash32([4; 32]), key, 6, [9; 64]));
	let key = key.encode();
	let expires = 6u64.to_le_bytes();
	assert_eq!(rotation, [&[1; 16][..], &[4; 32], &key, &expires, &[1], &[9; 64]].concat());
}

#[test]
fn answers_carry_their_codes() {
	let case = CaseId([6; 16]);
	assert_eq!(arguments(Call::accept_erasure(case)), [&[6; 16][..], &[0]].concat());
	let kept = OwnCopy::Kept { ground: RefusalGround::LegalObligation, until: 5 };
	let kept = arguments(Call::accept_erasure_with(case, kept));
	assert_eq!(kept, [&[6; 16][..], &[1, 1], &5u64.to_le_bytes()].concat());
	let id = RectificationId([7; 16]);
	assert_eq!(arguments(Call::answer_amended(id)), [&[7; 16][..], &[0]].concat());
	let refused = Call::refuse_rectification(id, RectificationRefusal::NotTheOriginator);
	assert_eq!(arguments(refused), [&[7; 16][..], &[1, 1]].concat());
}

#[test]
fn rights_calls_wait_for_nothing_and_others_do() {
	let record = RecordId([8; 16]);
	assert!(Call::revoke_all(SUBJECT).is_right && Call::opt_out(SUBJECT).is_right);
	assert!(Call::request_erasure(record, [0; 16], ErasureGround::Objection).is_right);
	assert!(Call::veto_recovery(SUBJECT).is_right && Call::close(SUBJECT).is_right);
	assert!(!Call::opt_in(SUBJECT).is_right && !Call::approve(SUBJECT, GRANT).is_right);
	assert!(!Call::accept_erasure(CaseId([6; 16])).is_right);
}

#[test]
fn a_motion_carries_its_call_as_it_is() {
	let [text, assessment] = [Hash32([1; 32]), Hash32([2; 32])];
	let with = Call::propose(vec![7, 8, 9], Documents { text, assessment: Some(assessment) });
	assert_eq!(arguments(with), [&[7, 8, 9][..], &[1; 32], &[1], &[2; 32]].concat());
	let without = Call::propose(vec![7, 8], Documents { text, assessment: None });
	assert_eq!(arguments(without), [&[7, 8][..], &[1; 32], &[0]].concat());
	assert_eq!(
		arguments(Call::vote(3, Hash32([4; 32]), true)),
		[&[3, 0, 0, 0][..], &[4; 32], &[1]].concat()
	);
	assert_eq!(arguments(Call::join_chamber(Chamber::Regulators)), [3]);
	assert!(arguments(Call::leave_chamber()).is_empty());
}
