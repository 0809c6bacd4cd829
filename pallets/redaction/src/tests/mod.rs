mod answer;
mod mock;
mod receipts;
mod request;
