//! How the types of this crate are declared: once, for the chain and for JSON.

/// Declares plain codes and records: SCALE with `#[codec(index)]` on every variant, bounded length,
/// and JSON in camel case where there is `std`.
macro_rules! wire {
	($($item:item)*) => {
		$(
			#[derive(
				codec::Encode,
				codec::Decode,
				codec::DecodeWithMemTracking,
				codec::MaxEncodedLen,
				scale_info::TypeInfo,
				Clone,
				Copy,
				PartialEq,
				Eq,
				Debug,
			)]
			#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
			$item
		)*
	};
}

/// Declares rows of a pallet: SCALE with a bounded length.
#[macro_export]
macro_rules! row {
	($($item:item)*) => {
		$(
			#[derive(
				codec::Encode,
				codec::Decode,
				codec::DecodeWithMemTracking,
				codec::MaxEncodedLen,
				scale_info::TypeInfo,
				Clone,
				PartialEq,
				Eq,
				Debug,
			)]
			$item
		)*
	};
}

/// Declares what is served and never stored: SCALE for the runtime API, JSON for RPC.
macro_rules! view {
	($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
		$(#[$doc])*
		#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
		#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
		pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
	};
}
