//! Consortium proof of stake.
#![cfg_attr(not(feature = "std"), no_std)]
