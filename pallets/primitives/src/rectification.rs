//! Rectification: GDPR Art. 16, 45 CFR 164.526.

use crate::{
	ids::{RecordId, RectificationId},
	tagged_hash,
};

wire! {
	/// Why the controller does not amend (45 CFR 164.526(a)(2), GDPR Art. 12(5), 12(6)).
	pub enum RectificationRefusal {
		/// The content is accurate and complete.
		#[codec(index = 0)]
		Accurate,
		/// Somebody else created the content; ask there.
		#[codec(index = 1)]
		NotTheOriginator,
		/// The content is none that may be inspected.
		#[codec(index = 2)]
		NotOpenToInspection,
		/// The request is manifestly unfounded or excessive.
		#[codec(index = 3)]
		ManifestlyUnfounded,
		/// The identity of the one who asks is in doubt.
		#[codec(index = 4)]
		IdentityNotVerified,
	}
}

/// The id of a request: the first half of `H("salus/rectification/v1", record, salt)`, so that nobody
/// can occupy the id of somebody else's.
pub fn rectification_id(record: RecordId, salt: &[u8; 16]) -> RectificationId {
	let hash = tagged_hash("salus/rectification/v1", &[record.as_ref(), salt]);
	let mut id = RectificationId::default();
	id.0.copy_from_slice(&hash.0[..RectificationId::LEN]);
	id
}
