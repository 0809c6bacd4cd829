//! Calls as SCALE bytes, found by name in the chain's own metadata.

use super::ChainError;
use codec::Encode;
use salus_primitives::{
	CaseId, ErasureGround, FolderId, GrantId, Hash32, InstitutionId, KeyRef, LawfulBasis, Moment,
	PublicKey, Receipt, RecordCommitment, RecordId, RefusalGround, SubjectId, TermsOnChain,
};
use subxt::metadata::Metadata;

/// One call: its name and its encoded arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
	pallet: &'static str,
	name: &'static str,
	arguments: Vec<u8>,
	/// Whether it is a rights call: it waits for nothing else that the account has sent.
	pub(super) is_right: bool,
}

/// A sealing as `issue` and `amend` take it.
#[derive(Encode, Clone, PartialEq, Eq, Debug)]
pub struct NewSealing {
	/// The commitment to the content.
	pub commitment: RecordCommitment,
	/// The hash of the manifest.
	pub manifest: Hash32,
	/// Who holds the shares, in the order of their index.
	pub custodians: Vec<InstitutionId>,
	/// How many of them open it.
	pub threshold: u8,
}

impl Call {
	fn new(pallet: &'static str, name: &'static str, arguments: impl Encode) -> Self {
		Self { pallet, name, arguments: arguments.encode(), is_right: false }
	}

	fn right(pallet: &'static str, name: &'static str, arguments: impl Encode) -> Self {
		Self { is_right: true, ..Self::new(pallet, name, arguments) }
	}

	/// `Registry.enrol`
	pub fn enrol(
		subject: SubjectId,
		account: Hash32,
		key: KeyRef,
		expires: Moment,
		signature: [u8; 64],
	) -> Self {
		/// Index of sr25519 in `MultiSignature`.
		const SR25519: u8 = 1;
		let arguments = (subject, account, key, expires, SR25519, signature);
		Self::new("Registry", "enrol", arguments)
	}

	/// `Registry.add_key`
	pub fn add_key(key: PublicKey) -> Self {
		Self::new("Registry", "add_key", key)
	}

	/// `Records.issue`
	pub fn issue(
		subject: SubjectId,
		record: RecordId,
		folder: Option<FolderId>,
		keep: (LawfulBasis, u16),
		sealing: NewSealing,
	) -> Self {
		Self::new("Records", "issue", (subject, record, folder, keep, sealing))
	}

	/// `Records.amend`
	pub fn amend(record: RecordId, sealing: NewSealing) -> Self {
		Self::new("Records", "amend", (record, sealing))
	}

	/// `Consent.grant`
	pub fn grant(grant: GrantId, subject: SubjectId, terms: TermsOnChain, until: Moment) -> Self {
		Self::new("Consent", "grant", (grant, subject, terms, until))
	}

	/// `Consent.revoke`
	pub fn revoke(grant: GrantId) -> Self {
		Self::right("Consent", "revoke", grant)
	}

	/// `Redaction.request`; the case's id is [`salus_primitives::case_id`].
	pub fn request_erasure(record: RecordId, salt: [u8; 16], ground: ErasureGround) -> Self {
		Self::right("Redaction", "request", (record, salt, ground))
	}

	/// `Redaction.withdraw`
	pub fn withdraw_request(case: CaseId) -> Self {
		Self::right("Redaction", "withdraw", case)
	}

	/// `Redaction.accept`, with the controller's own copy erased too.
	pub fn accept_erasure(case: CaseId) -> Self {
		/// Index of `Erased` in `OwnCopy`.
		const ERASED: u8 = 0;
		Self::new("Redaction", "accept", (case, ERASED))
	}

	/// `Redaction.refuse`
	pub fn refuse_erasure(case: CaseId, ground: RefusalGround) -> Self {
		Self::new("Redaction", "refuse", (case, ground))
	}

	/// `Redaction.submit_receipt`
	pub fn submit_receipt(receipt: Receipt, signature: [u8; 64]) -> Self {
		Self::new("Redaction", "submit_receipt", (receipt, signature))
	}

	/// `System.remark`: for showing that it is refused.
	pub fn remark(bytes: Vec<u8>) -> Self {
		Self::new("System", "remark", bytes)
	}

	/// `Utility.batch` of other calls.
	///
	/// # Errors
	/// [`ChainError::UnknownCall`].
	pub fn batch(calls: &[Call], metadata: &Metadata) -> Result<Self, ChainError> {
		let calls = calls.iter().map(|it| it.encode(metadata)).collect::<Result<Vec<_>, _>>()?;
		let mut arguments = codec::Compact(calls.len() as u32).encode();
		calls.iter().for_each(|call| arguments.extend_from_slice(call));
		Ok(Self { pallet: "Utility", name: "batch", arguments, is_right: false })
	}

	/// The call as the chain decodes it.
	pub(super) fn encode(&self, metadata: &Metadata) -> Result<Vec<u8>, ChainError> {
		let indices = metadata.pallet_by_name(self.pallet).and_then(|pallet| {
			Some([pallet.call_index(), pallet.call_variant_by_name(self.name)?.index])
		});
		let [pallet, call] = indices
			.ok_or_else(|| ChainError::UnknownCall(format!("{}.{}", self.pallet, self.name)))?;
		let mut bytes = vec![pallet, call];
		bytes.extend_from_slice(&self.arguments);
		Ok(bytes)
	}
}
