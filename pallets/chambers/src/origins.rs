//! The power of an approved motion, for other pallets to ask for.

use crate::Origin;
use frame_support::traits::{EnsureOrigin, OriginTrait};
use salus_primitives::{Documents, Track};

/// The papers of the motion on `track` that makes this call.
fn on<O: OriginTrait>(track: Track, origin: O) -> Result<Documents, O>
where
	for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
{
	let documents = match origin.caller().try_into() {
		Ok(Origin::Motion { track: of, documents, .. }) if *of == track => Some(*documents),
		_ => None,
	};
	documents.ok_or(origin)
}

macro_rules! power {
	($(#[$doc:meta])* $name:ident on $track:ident: $success:ty = $from:expr) => {
		$(#[$doc])*
		pub struct $name;

		impl<O: OriginTrait + From<Origin>> EnsureOrigin<O> for $name
		where
			for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
		{
			type Success = $success;

			fn try_origin(origin: O) -> Result<$success, O> {
				on(Track::$track, origin).map($from)
			}

			#[cfg(feature = "runtime-benchmarks")]
			fn try_successful_origin() -> Result<O, ()> {
				let text = salus_primitives::Hash32([1; 32]);
				let documents = Documents { text, assessment: Some(text) };
				Ok(Origin::Motion { track: Track::$track, motion: 0, documents }.into())
			}
		}
	};
}

power! {
	/// An approved motion on who takes part, and with what.
	EnsureMembership on Membership: () = drop
}
power! {
	/// An approved motion on the policy book, with its papers.
	EnsurePolicy on Policy: Documents = core::convert::identity
}
power! {
	/// An approved motion on what cannot wait.
	EnsureEmergency on Emergency: () = drop
}
