//! Starting: who the vault is, whether its folder is its own, and what is done before it serves.

use crate::{
	erase::{EraseError, Eraser},
	http,
	ledger::Ledger,
	store::{Blobs, Store, StoreError},
	vault::Vault,
};
use axum::http::Uri;
use salus_client::{
	chain::{At, ChainError},
	identity::Identity,
};
use salus_primitives::{Hash32, InstitutionId, InstitutionView, Moment, Role};
use std::{
	io,
	net::{IpAddr, Ipv4Addr, SocketAddr},
	path::PathBuf,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};

/// How long requests under way may take when the vault is told to stop.
const STOP_WITHIN: Duration = Duration::from_secs(30);

/// What an operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
	/// The data folder.
	pub data: PathBuf,
	/// Where to listen; where the chain says the vault is, if none is named.
	pub listen: Option<SocketAddr>,
	/// From an erasure to the end of the last backup that held what was erased, in milliseconds.
	pub backups_gone_after: Moment,
	/// How long to wait for the node at the start.
	pub patience: Duration,
}

/// Why a vault does not start.
#[derive(thiserror::Error, Debug)]
pub enum StartError {
	/// The node does not answer.
	#[error("{0} (waited {1:?})")]
	Node(ChainError, Duration),
	/// The account is nobody's.
	#[error("the account {0} acts for no institution; have the institution admitted first, or name another --account-key")]
	NoInstitution(Hash32),
	/// The institution keeps nothing for others.
	#[error("institution {0} is no custodian; have the role given to it first")]
	NoCustodian(InstitutionId),
	/// Receipts and answers would be worth nothing.
	#[error("the receipt key is not the one that the chain has of institution {0}; name that one with --receipt-key, or set it on chain")]
	ForeignReceiptKey(InstitutionId),
	/// Nobody said where to listen.
	#[error("the endpoint on chain of institution {0} is not on this machine; say where to listen with --listen")]
	NowhereToListen(InstitutionId),
	/// The address cannot be had.
	#[error("cannot listen on {0}: {1}; name another address with --listen")]
	Listen(SocketAddr, io::Error),
	/// The data folder cannot be used.
	#[error(transparent)]
	Store(#[from] StoreError),
	/// What was erased before could not be erased again.
	#[error("cannot compare the data folder with the chain: {0}")]
	Compare(#[from] EraseError),
}

/// A vault that serves.
pub struct Running {
	/// Where.
	pub address: SocketAddr,
	/// Whose it is.
	pub institution: InstitutionId,
	stop: watch::Sender<bool>,
	server: JoinHandle<io::Result<()>>,
	eraser: JoinHandle<()>,
}

impl Running {
	/// Takes no more requests, finishes those under way, and lets go of the data folder.
	pub async fn stop(self) {
		self.stop.send_replace(true);
		let Self { mut server, eraser, .. } = self;
		if timeout(STOP_WITHIN, &mut server).await.is_err() {
			tracing::warn!("a request took too long and was cut off");
			server.abort();
		}
		// It stops between two queries.
		if let Err(error) = eraser.await {
			tracing::error!(%error, "the eraser broke");
		}
	}

	/// Waits until the server ends by itself, which it does only when it breaks.
	pub async fn broken(&mut self) {
		let ended = (&mut self.server).await;
		tracing::error!(?ended, "the server broke");
	}
}

/// Starts a vault: `account` acts for its institution, `receipts` signs what it swears to.
///
/// # Errors
/// When node, institution, receipt key or data folder do not fit.
pub async fn start(
	settings: Settings,
	ledger: Arc<dyn Ledger>,
	account: Hash32,
	receipts: Identity,
) -> Result<Running, StartError> {
	let unanswered = |error| StartError::Node(error, settings.patience);
	let genesis = genesis(&*ledger, settings.patience).await.map_err(unanswered)?;
	let own = own_institution(&*ledger, account).await.map_err(unanswered)?;
	let own = own.ok_or(StartError::NoInstitution(account))?;
	if !own.roles.has(Role::Custodian) {
		return Err(StartError::NoCustodian(own.id));
	}
	if own.receipt_key != Some(receipts.account()) {
		return Err(StartError::ForeignReceiptKey(own.id));
	}
	if !own.in_good_standing {
		tracing::warn!(
			"the institution is not in good standing: suspended, or accreditation ended"
		);
	}
	let listen = settings.listen.or_else(|| loopback(own.endpoint.as_deref()?));
	let listen = listen.ok_or(StartError::NowhereToListen(own.id))?;

	let store = Store::open(&settings.data, &genesis, own.id)?;
	let blobs = Blobs::open(&settings.data)?;
	sweep(&store, &blobs).await?;
	let about = (genesis, own.id);
	let after = settings.backups_gone_after;
	let vault = Arc::new(Vault::new(ledger, about, receipts, after, store, blobs));
	let eraser = Eraser::new(vault.clone());
	eraser.compare().await?;

	let refused = |error| StartError::Listen(listen, error);
	let listener = TcpListener::bind(listen).await.map_err(refused)?;
	let address = listener.local_addr().map_err(refused)?;
	let (stop, stopped) = watch::channel(false);
	let mut told = stopped.clone();
	let server = axum::serve(listener, http::router(vault)).with_graceful_shutdown(async move {
		// An error is a sender that is gone, and with it whoever wanted the vault to run.
		let _ = told.wait_for(|stop| *stop).await;
	});
	Ok(Running {
		address,
		institution: own.id,
		stop,
		server: tokio::spawn(async move { server.await }),
		eraser: tokio::spawn(eraser.watch(stopped)),
	})
}

/// Asks until the node answers or patience ends.
async fn genesis(ledger: &dyn Ledger, patience: Duration) -> Result<Hash32, ChainError> {
	let began = Instant::now();
	let mut said = false;
	loop {
		match ledger.genesis().await {
			Ok(genesis) => return Ok(genesis),
			Err(error) if began.elapsed() >= patience => return Err(error),
			Err(error) if !said => tracing::info!(%error, "waiting for the node"),
			Err(_) => {},
		}
		said = true;
		tokio::time::sleep(Duration::from_secs(1).min(patience)).await;
	}
}

async fn own_institution(
	ledger: &dyn Ledger,
	account: Hash32,
) -> Result<Option<InstitutionView>, ChainError> {
	let finalised = At::Block(ledger.finalised().await?);
	match ledger.institution_of(account, finalised).await? {
		Some(id) => ledger.institution(id, finalised).await,
		None => Ok(None),
	}
}

/// The address of an endpoint on this machine.
fn loopback(endpoint: &str) -> Option<SocketAddr> {
	let uri: Uri = endpoint.parse().ok()?;
	let host = uri.host()?.trim_start_matches('[').trim_end_matches(']');
	let address = match host {
		"localhost" => IpAddr::V4(Ipv4Addr::LOCALHOST),
		host => host.parse().ok()?,
	};
	let port = uri.port_u16()?;
	address.is_loopback().then_some(SocketAddr::new(address, port))
}

/// Removes what deposits that a crash interrupted left behind.
async fn sweep(store: &Store, blobs: &Blobs) -> Result<(), StoreError> {
	let in_use = store
		.run(|tables| {
			let in_use = tables.blobs_in_use()?;
			tables.drop_unused_slots()?;
			Ok(in_use)
		})
		.await?;
	let swept = blobs.sweep(&in_use).await?;
	if swept > 0 {
		tracing::info!(swept, "removed ciphertexts that no sealing points to");
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_an_endpoint_on_this_machine_says_where_to_listen() {
		let at = |text: &str| loopback(text).map(|it| it.to_string());
		assert_eq!(at("http://127.0.0.1:9701").as_deref(), Some("127.0.0.1:9701"));
		assert_eq!(at("http://localhost:9701/").as_deref(), Some("127.0.0.1:9701"));
		assert_eq!(at("http://[::1]:9701").as_deref(), Some("[::1]:9701"));
		assert_eq!(at("https://vault.example:443"), None);
		assert_eq!(at("http://192.0.2.1:9701"), None);
		assert_eq!(at("http://127.0.0.1"), None);
		assert_eq!(at("nonsense"), None);
	}
}
