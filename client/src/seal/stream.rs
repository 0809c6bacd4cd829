//! The content cipher: XChaCha20-Poly1305 in STREAM (aead-stream, 32-bit counter and last-block
//! flag), after padding.
//!
//! ```text
//! plaintext  = u64_le(length) || content || zeros, to the length that `padded` says
//! ciphertext = nonce[19] || (64 KiB || tag[16]) … || (1 byte to 64 KiB || tag[16])
//! ```

use super::{OpenError, SealError, Secret};
use crate::document::MAX_ENCODED;
use aead_stream::{aead::Payload, DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_primitives::Hash32;
use zeroize::Zeroizing;

/// Bytes of plaintext in a chunk.
const CHUNK: usize = 64 << 10;

/// Bytes of the authentication tag of a chunk.
const TAG: usize = 16;

/// Random part of the nonce; counter and flag take the other five of 24 bytes.
const NONCE: usize = 19;

/// Bytes of the length in front of the content.
const PREFIX: usize = 8;

/// Smallest step of the padded length.
const STEP: usize = 4 << 10;

/// Most bytes a ciphertext can have.
pub const MAX_CIPHERTEXT: usize = {
	let plaintext = padded(MAX_ENCODED + PREFIX);
	NONCE + plaintext + plaintext.div_ceil(CHUNK) * TAG
};

/// The length that `length`, prefix included, is padded to: the next multiple of 4 KiB or, where
/// that is more, of Padmé's step (Nikitin et al., PETS 2019). It adds less than 4 KiB or a 32nd,
/// and leaves little more than the order of magnitude to see.
const fn padded(length: usize) -> usize {
	let exponent = length.ilog2();
	// Padmé keeps as many leading bits of the length as its exponent has digits.
	let step = 1 << (exponent - exponent.ilog2() - 1);
	length.next_multiple_of(if step > STEP { step } else { STEP })
}

/// Pads and encrypts.
///
/// # Errors
/// [`SealError::TooLarge`] above [`MAX_ENCODED`].
pub(super) fn seal(dek: &Secret, core: &Hash32, content: &[u8]) -> Result<Vec<u8>, SealError> {
	if content.len() > MAX_ENCODED {
		return Err(SealError::TooLarge);
	}
	let mut plaintext = Zeroizing::new(vec![0; padded(PREFIX + content.len())]);
	plaintext[..PREFIX].copy_from_slice(&(content.len() as u64).to_le_bytes());
	plaintext[PREFIX..][..content.len()].copy_from_slice(content);
	encrypt(dek, core, &plaintext)
}

/// Decrypts and takes the padding away.
///
/// # Errors
/// [`OpenError::Unreadable`] for all that [`seal`] did not write with this key and core.
pub(super) fn open(
	dek: &Secret,
	core: &Hash32,
	ciphertext: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
	let plaintext = decrypt(dek, core, ciphertext).ok_or(OpenError::Unreadable)?;
	unpad(&plaintext).map(|content| content.to_vec().into()).ok_or(OpenError::Unreadable)
}

/// Only the one padding that [`seal`] makes is accepted: another could carry a hidden message.
fn unpad(plaintext: &[u8]) -> Option<&[u8]> {
	let (prefix, rest) = plaintext.split_first_chunk::<PREFIX>()?;
	let length = usize::try_from(u64::from_le_bytes(*prefix)).ok()?;
	let (content, zeros) = rest.split_at_checked(length)?;
	let canonical = padded(PREFIX + length) == plaintext.len();
	(canonical && zeros.iter().all(|byte| *byte == 0)).then_some(content)
}

fn encrypt(dek: &Secret, core: &Hash32, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
	let mut nonce = [0; NONCE];
	UnwrapErr(SysRng).fill_bytes(&mut nonce);
	let mut stream = EncryptorBE32::<XChaCha20Poly1305>::new((&**dek).into(), (&nonce).into());

	let mut ciphertext =
		Vec::with_capacity(NONCE + plaintext.len() + plaintext.len().div_ceil(CHUNK) * TAG);
	ciphertext.extend_from_slice(&nonce);
	let last = plaintext.len().saturating_sub(1) / CHUNK * CHUNK;
	let (full, last) = plaintext.split_at(last);
	// The cipher refuses nothing but a message that overruns its counters.
	let too_large = |_| SealError::TooLarge;
	for chunk in full.chunks(CHUNK) {
		let chunk = Payload { msg: chunk, aad: &core.0 };
		ciphertext.extend_from_slice(&stream.encrypt_next(chunk).map_err(too_large)?);
	}
	let last = Payload { msg: last, aad: &core.0 };
	ciphertext.extend_from_slice(&stream.encrypt_last(last).map_err(too_large)?);
	Ok(ciphertext)
}

fn decrypt(dek: &Secret, core: &Hash32, ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
	let (nonce, body) = ciphertext.split_first_chunk::<NONCE>()?;
	let mut stream = DecryptorBE32::<XChaCha20Poly1305>::new((&**dek).into(), nonce.into());

	// Allocated once, and one buffer for all chunks: a vector that grows leaves plaintext behind.
	let mut plaintext = Zeroizing::new(Vec::with_capacity(body.len()));
	let mut buffer = Zeroizing::new(Vec::with_capacity(CHUNK + TAG));
	let last = body.len().saturating_sub(1) / (CHUNK + TAG) * (CHUNK + TAG);
	let (full, last) = body.split_at(last);
	for chunk in full.chunks(CHUNK + TAG) {
		buffer.clear();
		buffer.extend_from_slice(chunk);
		stream.decrypt_next_in_place(&core.0, &mut *buffer).ok()?;
		plaintext.extend_from_slice(&buffer);
	}
	buffer.clear();
	buffer.extend_from_slice(last);
	stream.decrypt_last_in_place(&core.0, &mut *buffer).ok()?;
	plaintext.extend_from_slice(&buffer);
	Some(plaintext)
}

#[cfg(test)]
mod tests;
