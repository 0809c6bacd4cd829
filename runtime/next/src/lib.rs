//! The runtime one version on: what a network is upgraded to in rehearsals.

#![cfg_attr(not(feature = "std"), no_std)]
// The generated file says nothing about its constants.
#![allow(missing_docs)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

#[cfg(target_arch = "wasm32")]
pub use salus_runtime::*;
