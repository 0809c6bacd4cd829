//! Institutions ask for access, patients answer.

use crate::{
	args::Request,
	home::Home,
	output::Output,
	session::Session,
	terms::{self, ensure_free, opening},
	time::utc,
};
use anyhow::Context;
use salus_client::{
	care::{self, CareError, Given},
	chain::{At, Call},
};
use salus_primitives::{GrantId, Opening, RequestView, SubjectId, TermsOnChain};
use serde_json::json;
use std::path::PathBuf;

/// Requests for access.
pub async fn run(home: &Home, output: &Output, command: Request) -> anyhow::Result<()> {
	match command {
		Request::Make { subject, terms: args, in_the_clear, out } => {
			ensure_free(&out)?;
			let session = Session::open(home, output).await?;
			let identity = session.identity()?;
			let own = session.chain.institution_of(identity.account(), At::Best).await?;
			let grantee = own.ok_or(CareError::NotAnInstitution)?;
			let terms = terms::terms(&session, grantee, args).await?;
			let Given { opening, at } =
				care::request_access(&session.chain, &identity, subject, terms, in_the_clear)
					.await?;
			terms::write(&out, &opening)?;
			let request = opening.grant;
			output.done(format!("asked: request {request}"), at, json!({ "request": request }));
			Ok(())
		},
		Request::List { who } => {
			let session = Session::open(home, output).await?;
			let requests = session.chain.requests(session.subject(who.subject)?, At::Best).await?;
			let lines: Vec<_> = requests.iter().map(line).collect();
			output.say(lines.join("\n"), json!({ "requests": requests }));
			Ok(())
		},
		Request::Show { request, paper, who } => {
			let paper = read(paper)?;
			let session = Session::open(home, output).await?;
			let view = find(&session, session.subject(who.subject)?, request).await?;
			let terms = care::terms_asked(&view, paper.as_ref())?;
			let text = format!(
				"{}; it may be answered until {}",
				terms::words(&terms),
				utc(view.open_until)
			);
			output.say(text, json!({ "request": view, "terms": terms }));
			Ok(())
		},
		Request::Approve { request, paper, who } => {
			let paper = read(paper)?;
			let session = Session::open(home, output).await?;
			approve(&session, session.subject(who.subject)?, request, paper).await
		},
		Request::Decline { request, who } => {
			let session = Session::open(home, output).await?;
			let call = Call::decline_request(session.subject(who.subject)?, request);
			session.send(call, format!("declined {request}"), json!({ "request": request })).await
		},
		Request::Close { subject, request } => {
			let session = Session::open(home, output).await?;
			let call = Call::close_request(subject, request);
			let text = format!("request {request} is closed");
			session.send(call, text, json!({ "request": request })).await
		},
	}
}

fn read(paper: Option<PathBuf>) -> anyhow::Result<Option<Opening>> {
	paper.map(|it| opening(&it)).transpose()
}

async fn find(
	session: &Session<'_>,
	subject: SubjectId,
	id: GrantId,
) -> anyhow::Result<RequestView> {
	let requests = session.chain.requests(subject, At::Best).await?;
	let found = requests.into_iter().find(|it| it.id == id);
	found.with_context(|| format!("there is no open request {id}; see `salus request list`"))
}

async fn approve(
	session: &Session<'_>,
	subject: SubjectId,
	id: GrantId,
	paper: Option<Opening>,
) -> anyhow::Result<()> {
	let identity = session.identity()?;
	let request = find(session, subject, id).await?;
	care::key_of(&session.chain, request.by).await?;
	let (terms, at) =
		care::approve(&session.chain, &identity, subject, &request, paper.as_ref()).await?;
	if !at.took_effect {
		session.output.done("", at, json!({ "grant": id }));
		return Ok(());
	}
	let (records, wraps) = terms::share(session, subject, &terms).await.context(
		"the grant stands, but its grantee cannot open all of it yet; run `salus grant share` with \
		 the institution's paper",
	)?;
	session.output.done(
		format!("granted {id} to {}; {wraps} wraps", terms::words(&terms)),
		at,
		json!({ "grant": id, "records": records, "wraps": wraps }),
	);
	Ok(())
}

fn line(request: &RequestView) -> String {
	let what = match request.terms {
		TermsOnChain::Open(terms) => terms::words(&terms.widened()),
		TermsOnChain::Sealed(_) => {
			let until = utc(request.until);
			format!("institution {}, sealed, until {until}", request.by)
		},
	};
	format!("{}  {what}; to be answered until {}", request.id, utc(request.open_until))
}
