//! What the node uses, for Prometheus: read when scraped, so that measuring costs nothing.

use crate::{cli::RestParams, quiet::Activity};
use cpu_time::ProcessTime;
use polkadot_sdk::substrate_prometheus_endpoint::{
	register, MetricSource, Opts, PrometheusError, Registry, SourcedCounter,
};
use std::sync::Arc;

/// CPU time of this process since it started, over all threads, in seconds.
fn cpu_seconds() -> f64 {
	ProcessTime::try_now().map_or(0.0, |time| time.as_duration().as_secs_f64())
}

#[derive(Clone)]
struct Reading(Arc<dyn Fn() -> f64 + Send + Sync>);

impl MetricSource for Reading {
	type N = f64;

	fn collect(&self, mut set: impl FnMut(&[&str], f64)) {
		set(&[], (self.0)());
	}
}

/// Registers the counters of rest and energy.
pub fn register_metrics(
	registry: &Registry,
	activity: Arc<Activity>,
	rest: &RestParams,
) -> Result<(), PrometheusError> {
	let counter = |name: &str, help: &str, read: Arc<dyn Fn() -> f64 + Send + Sync>| {
		let counter = SourcedCounter::new(&Opts::new(name, help), Reading(read))?;
		register(counter, registry).map(drop)
	};
	let seen = activity.clone();
	let joules_per_second = rest.watts_per_core * rest.pue;
	counter(
		"salus_slots_rested_total",
		"Slots that this validator might have authored in and left empty",
		Arc::new(move || activity.slots_rested() as f64),
	)?;
	counter(
		"salus_user_extrinsics_total",
		"Extrinsics of imported blocks that are not inherents, since the start of the process",
		Arc::new(move || seen.user_extrinsics() as f64),
	)?;
	counter(
		"process_cpu_seconds_total",
		"CPU time of the process over all threads",
		Arc::new(cpu_seconds),
	)?;
	counter(
		"salus_energy_estimated_joules_total",
		"CPU seconds times --watts-per-core times --pue: an estimate, not a measurement",
		Arc::new(move || cpu_seconds() * joules_per_second),
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn joules_are_cpu_seconds_times_watts_times_pue() {
		let registry = Registry::new();
		let rest = RestParams { watts_per_core: 3.0, pue: 2.0, ..Default::default() };
		register_metrics(&registry, Default::default(), &rest).unwrap();
		let read = |name: &str| {
			let families = registry.gather();
			let family = families.iter().find(|family| family.get_name() == name).unwrap();
			family.get_metric()[0].get_counter().get_value()
		};
		let before = read("process_cpu_seconds_total");
		let joules = read("salus_energy_estimated_joules_total");
		let after = read("process_cpu_seconds_total");
		assert!(before > 0.0 && 6.0 * before <= joules && joules <= 6.0 * after);
		assert_eq!(read("salus_slots_rested_total"), 0.0);
	}
}
