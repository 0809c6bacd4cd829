//! The runtime one version on: what a network is upgraded to in rehearsals.

#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(target_arch = "wasm32")]
pub use salus_runtime::*;

#[cfg(feature = "std")]
#[allow(missing_docs)]
mod blob {
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}

#[cfg(feature = "std")]
pub use blob::WASM_BINARY;
