CREATE TABLE public.articles (
  article_id bigint PRIMARY KEY,
  tags text[],
  sizes integer[] NOT NULL,
  details jsonb,
  listed_at timestamp
);
