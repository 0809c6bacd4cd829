//! Rows.

use salus_primitives::{row, Documents, Languages, Moment, Policy, Restriction};

row! {
	/// All that the other pallets' question for the policy needs, in one row.
	#[derive(Default)]
	pub struct Chapter {
		/// The policy in force, or the one before it if [`Self::next`] is in force by now.
		pub current: Policy,
		/// What was adopted last, until something else is.
		pub next: Option<Next>,
		/// What an emergency took out, and after its end the memory of it.
		pub restriction: Option<Restriction>,
	}

	/// A policy and when it comes into force.
	pub struct Next {
		/// From then on.
		pub in_force: Moment,
		/// It.
		pub policy: Policy,
	}

	/// A policy that was adopted.
	pub struct Entry {
		/// The human text and its assessment.
		pub documents: Documents,
		/// The text exists in these.
		pub languages: Languages,
		/// When it was adopted.
		pub adopted: Moment,
		/// It is in force from then on, until the next is.
		pub in_force: Moment,
		/// No grant that was given under an older version lasts longer than until then.
		pub older_grants_until: Moment,
		/// The parameters.
		pub policy: Policy,
	}
}

impl Chapter {
	/// The policy in force, as it was adopted.
	pub fn adopted(&self, now: Moment) -> &Policy {
		match &self.next {
			Some(next) if now >= next.in_force => &next.policy,
			_ => &self.current,
		}
	}

	/// What was adopted and is not in force yet.
	pub fn pending(&self, now: Moment) -> Option<&Next> {
		self.next.as_ref().filter(|next| now < next.in_force)
	}

	/// The newest version, in force or not.
	pub fn newest(&self) -> &Policy {
		self.next.as_ref().map_or(&self.current, |next| &next.policy)
	}

	/// What an emergency took out and has not come back.
	pub fn live_restriction(&self, now: Moment) -> Option<&Restriction> {
		self.restriction.as_ref().filter(|it| it.is_live(now))
	}

	/// The policy that holds: the one in force without what an emergency took out.
	pub fn at(&self, now: Moment) -> Policy {
		let policy = *self.adopted(now);
		self.live_restriction(now).map_or(policy, |it| it.apply(policy))
	}

	/// An emergency may take something out from then on: at once where the last restriction was
	/// confirmed by the policy in force, and else only after as long as one lasts.
	pub fn restrictable_from(&self, now: Moment) -> Moment {
		let policy = self.adopted(now);
		match &self.restriction {
			Some(it) if !it.is_live(now) && !it.is_confirmed_by(policy) => {
				it.until.saturating_add(policy.parties.restriction)
			},
			_ => 0,
		}
	}
}
