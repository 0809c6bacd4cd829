//! What the runtime APIs show of chain state.

use crate::{wiring::Wiring, *};
use alloc::{string::String, vec::Vec};
use frame_support::traits::{nonfungibles_v2::InspectEnumerable, Get, Time};
use salus_primitives::*;

/// Most ids in one answer.
pub const MAX_LIST: usize = 256;

fn now() -> Moment {
	<Timestamp as Time>::now()
}

fn sealing(it: pallet_records::Sealing) -> SealingView {
	SealingView {
		version: it.version,
		epoch: it.epoch,
		commitment: it.of.commitment,
		manifest: it.of.manifest,
		custodians: it.of.custodians.into_inner(),
		threshold: it.of.threshold,
		sealed: it.sealed,
	}
}

/// A live record.
pub fn record(id: RecordId) -> Option<RecordView> {
	let row = pallet_records::Records::<Runtime>::get(id)?;
	Some(RecordView {
		id,
		subject: row.subject,
		issuer: row.issuer,
		folder: row.folder,
		issued: row.issued,
		restricted_by: row.restricted_by,
		superseded: Records::superseded(id).into_iter().map(sealing).collect(),
		current: sealing(row.current),
		pending: pallet_records::Pending::<Runtime>::get(id).map(|it| sealing(it.sealing)),
		keep_basis: row.keep.basis,
		keep_until_year: row.keep.until_year,
		declined: row.declined,
		attested_by: pallet_records::Attestations::<Runtime>::iter_prefix(id).collect(),
		holds: Redaction::holds(id),
		rectification: Redaction::open_rectification(id),
	})
}

/// A subject's live records.
pub fn records_of(subject: SubjectId) -> Vec<RecordId> {
	Nfts::owned_in_collection(&COLLECTION, &subject_owner(subject)).take(MAX_LIST).collect()
}

/// A subject and who may act for it.
pub fn subject(id: SubjectId) -> Option<SubjectView> {
	let row = Registry::subject(id)?;
	Some(SubjectView {
		id,
		account: Hash32(row.account.into()),
		provider: row.provider,
		key: row.key,
		allowance: row.allowance,
		quorum: row.quorum,
		guardians: Registry::guardians(id)
			.into_iter()
			.map(|(account, it)| GuardianView {
				account: Hash32(account.into()),
				scope: it.scope,
				until: it.until,
				appointed: it.appointed,
				suspended: it.suspended,
			})
			.collect(),
		recovery_due: Registry::recovery(id).and_then(|it| it.due),
	})
}

/// Every call that removes something that is known of the subject, in the order in which they can be
/// made.
pub fn deletion_plan(subject: SubjectId) -> Vec<DeletionStep> {
	let mut steps = Vec::new();
	for id in records_of(subject) {
		let case = pallet_records::Records::<Runtime>::get(id).and_then(|row| row.restricted_by);
		steps.push(case.map_or(DeletionStep::RequestErasure(id), DeletionStep::AwaitCase));
	}
	let requests = Consent::requests_of(subject).into_iter().map(|it| it.id);
	steps.extend(requests.map(DeletionStep::DeclineRequest));
	if Consent::has_grants(subject) {
		steps.push(DeletionStep::RevokeAll);
	}
	if Registry::subject(subject).is_some() {
		steps.push(DeletionStep::Close);
	}
	for (grant, row) in pallet_consent::Grants::<Runtime>::iter_prefix(subject).take(MAX_LIST) {
		let from = Consent::prunable_from(subject, &row);
		steps.push(DeletionStep::PruneGrant { grant, from });
	}
	for (desk, row) in pallet_consent::Emergencies::<Runtime>::iter_prefix(subject).take(MAX_LIST) {
		let from = Consent::emergency_prunable_from(&row);
		steps.push(DeletionStep::PruneEmergency { desk, from });
	}
	steps
}

/// An institution.
pub fn institution(id: InstitutionId) -> Option<InstitutionView> {
	let row = pallet_registry::Institutions::<Runtime>::get(id)?;
	Some(InstitutionView {
		id,
		suspended: !row.is_removed() && !row.standing.may_act(now()),
		suspended_until: match row.standing {
			pallet_registry::Standing::Suspended { until, .. } => until.filter(|it| now() < *it),
			_ => None,
		},
		country: row.country,
		jurisdiction: row.jurisdiction,
		bond: Registry::bond_of(id),
		account: Hash32(row.account.into()),
		roles: row.roles,
		in_good_standing: Registry::in_good_standing(id, now()).is_some(),
		accredited_until: row.accredited_until,
		control_group: row.control_group,
		key: Registry::newest_key(id),
		receipt_key: Registry::receipt_key(id),
		endpoint: pallet_registry::Endpoints::<Runtime>::get(id)
			.and_then(|it| String::from_utf8(it.into_inner()).ok()),
	})
}

/// A bonded account.
pub fn validator(it: pallet_stake::ValidatorInfo<AccountId, Balance>) -> ValidatorView {
	ValidatorView {
		institution: it.row.institution,
		bond: it.row.bond,
		full_bond: Stake::full_bond(),
		bond_due: it.row.short_since.map(|since| {
			let grace: u32 = <Runtime as pallet_stake::Config>::BondGraceSessions::get();
			since.saturating_add(grace)
		}),
		state: match it.row.state {
			pallet_stake::State::Standing => ValidatorState::Standing,
			pallet_stake::State::Leaving => ValidatorState::Leaving,
			pallet_stake::State::Offender => ValidatorState::Offender,
		},
		idle: it.row.idle,
		has_keys: it.has_keys,
		keys_set: it.row.keys_set,
		active: it.active,
		queued: it.queued,
		blocks: pallet_stake::Authored::<Runtime>::get(&it.validator),
		slashes: it.row.slashes,
		free_from: it.free_from,
		since: it.row.since,
		account: Hash32(it.validator.into()),
	}
}

/// A slash that is not decided.
pub fn slash(it: pallet_stake::Slash<AccountId>) -> SlashView {
	SlashView {
		session: it.session,
		validator: Hash32(it.validator.into()),
		share: it.share,
		due: it.due,
	}
}

/// The session that runs.
pub fn session() -> SessionView {
	let slots = Stake::session_slots();
	let slot_duration: Moment = Babe::slot_duration();
	let start = Babe::current_epoch_start();
	let passed = Babe::current_slot().saturating_sub(*start);
	let passed = u32::try_from(*passed).unwrap_or(u32::MAX);
	SessionView {
		index: Session::current_index(),
		slots,
		passed,
		left: slots.saturating_sub(passed),
		slot_duration,
		ends: start.saturating_add(u64::from(slots)).saturating_mul(slot_duration),
		active: Session::validators().len() as u32,
		floor: pallet_stake::Floor::<Runtime>::get(),
		reporting: constants::REPORTING_SESSIONS,
		unbonding: constants::UNBONDING_SESSIONS,
		rotation: constants::ROTATION_SESSIONS,
		finality_restarts: <Wiring as pallet_stake::Finality<SessionKeys>>::is_being_restarted(),
	}
}
