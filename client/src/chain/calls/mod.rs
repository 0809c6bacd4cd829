//! Calls as SCALE bytes, found by name in the chain's own metadata. One file per pallet.

mod chambers;
mod consent;
mod records;
mod redaction;
mod registry;
mod stake;
mod system;

pub use records::{NewRecord, NewSealing, Relation};
pub use redaction::OwnCopy;

use super::ChainError;
use codec::Encode;
use subxt::metadata::Metadata;

/// One call: its name and its encoded arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
	pallet: &'static str,
	name: &'static str,
	pub(super) arguments: Vec<u8>,
	/// Whether it is a rights call: it waits for nothing else that the account has sent.
	pub(super) is_right: bool,
}

impl Call {
	pub(super) fn new(pallet: &'static str, name: &'static str, arguments: impl Encode) -> Self {
		Self { pallet, name, arguments: arguments.encode(), is_right: false }
	}

	fn right(pallet: &'static str, name: &'static str, arguments: impl Encode) -> Self {
		Self { is_right: true, ..Self::new(pallet, name, arguments) }
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
	///
	/// # Errors
	/// [`ChainError::UnknownCall`].
	pub fn encode(&self, metadata: &Metadata) -> Result<Vec<u8>, ChainError> {
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

#[cfg(test)]
mod tests;
