/** Statements of our own, for the server to label; `{…}` stands for each of what is in it. */
const templates = `
select {name|email|age|status} from users
select {u.name|u.email|app.u.age} from users u
select {users.name|app.users.name} from users
select name email from users
select {*|u.*|u.*, 1 x|o.*|u.id, o.*} from users u join orders o on o.user_id = u.id
select count({*|1|name|distinct email}) from users
select name as n from users order by {n|email|name|age + 1}
select name as email from users order by email
select name as email from users group by {email|name|age}
select status, count(*) c from users group by status having {c > 1|max(age) > 3|status = 'a'}
select upper(name) from users where {email like 'a%'|age between 1 and 2|status in ('a', 'b')|name is null|not age|id = 1 and email = 'x'}
select 1 from users where exists (select {1|*|name} from orders where user_id = users.id)
select name from users where id in (select user_id from orders where {total > 1|note = email|status = 'x'})
select (select max(total) from orders o where o.user_id = u.id) from users u
select (select age) from users
select name from users {u|as u} where u.{email|age} = 1
select u.name, m.name from users u left join users m on m.id = u.manager_id
select * from users u natural join items
select name from users natural join orders
select u.email from users u join items i using ({id|name|id, name})
select u.email from users u left join (orders o join items i on i.order_id = o.id) on o.user_id = u.id
select u.email from users u left join orders o join items i on i.order_id = o.id on o.user_id = u.id
select o.note from users u, orders o where u.id = o.user_id and {u.age = 1|age = 1}
select straight_join o.note from users u straight_join orders o on u.id = o.user_id
select x.name from (select {name|*|name, age} from users) x
select x.b from (select name b, email from users) x where {x.email = 1|b = 2}
select * from (select name, age from users) x
select name from users union select {sku|name} from items
select name from users union all (select sku from items order by qty limit 1) order by 1
(select name from users) union (select note from orders) order by name
with c as (select id, email from users) select {c.email|*|id|count(*)} from c
with c (a, b) as (select id, email from users) select {a|b} from c
with recursive c as (select id, manager_id from users where id = 1 union all select u.id, u.manager_id from users u join c on c.id = u.manager_id) select {id|*} from c
with users as (select sku as name from items) select name from users
with c as (select id from users), d as (select id from c) select * from d, orders where orders.{id|user_id} = d.id
select name from users use index (k_name) where name = 'a'
select name from users ignore index for order by (k_name) where age = 1
select name from users for update
select name from users where id = 1 lock in share mode
select name into @x from users limit 1
select distinct name from users limit 1, 2
select sql_no_cache name from users limit 1 offset 2
select case when age > 1 then name else email end from users
select case status when name then 1 end x from users
select if(age > 1, name, status) from users
select cast(age as char), convert(name, char), convert(email using latin1) from users
select extract(year from created), date_add(created, interval total day) from orders
select group_concat(name order by age separator ', ') from users
select sum(total) over (partition by user_id order by created) from orders
select row_number() over w from orders window w as (partition by status order by id)
select rank() over (order by total) from orders
select concat(name, ' ', email), coalesce(age, 0), ifnull(status, 'x') from users
select trim(both ' ' from name), substring(email, 1, 2), position('a' in name) from users
select name regexp 'a', name rlike email, name like 'x' escape '|', name sounds like status from users
select age div 2, age mod 3, -age, !age, ~age, age ^ 1, age << 2 from users
select name collate latin1_bin, binary email from users
select @x := name from users
select name -- email
select 1 /* name from users */ from orders
select /*! name, */ age from users
select /*!50000 name, */ /*M!100100 email, */ age from users
select \`name\`, u.\`email\` from \`users\` u
select 'name', age from users where status = 'it''s \\' email'
select label from adults
select {who|amount|*|1} from totals
select {sku|*|count(*)} from everything_of_items
select a.label, u.email from adults a join users u on u.id = a.id
select spent(id) from users
select spent(1)
call rename_user(1, 'x')
call report(1)
call rename_user((select max(user_id) from orders), 'x')
insert into users (id, name) values ({900, 'x'|(select count(total) from orders) + 1000, 'x'})
insert into users values (901, 'n', 'e', 1, 's', null)
insert into users set id = 902, {name = 'x'|email = 'y', age = 1}
insert ignore into users (id, name) select {id, note|user_id, status} from orders
insert into users (id, name, email) select i.id + 500, i.sku, o.note from items i join orders o on o.id = i.order_id
insert into users select * from users where id > 100000
insert into users (id, name) values (1, 'x') on duplicate key update {name = 'y'|name = values(name)|age = age + 1|email = concat(name, values(email))}
insert into users (id, name) select id, note from orders o on duplicate key update {age = o.total|users.age = o.total, users.email = o.status|name = values(name)}
insert into users (id, name) values (905, 'x') returning {id|name|*|email}
replace into users (id, name) values (1, 'x')
replace into users set id = 1, email = 'x'
replace into users select * from users where id > 100000
update users set name = 'x'
update users set name = {email|name|upper(status)|(select max(note) from orders where user_id = users.id)|default} where {id = 1|age > 1}
update users set name = 'x', email = status order by {id|age} limit 1
update users u set u.name = 'x' where u.email = 'y'
update users u join orders o on o.user_id = u.id set u.name = o.note, o.total = 1
update users u, orders o set u.status = o.note where u.id = o.user_id
update users u join (select user_id, max(total) m from orders group by user_id) x on x.user_id = u.id set u.age = x.m
update ignore users set age = age + 1 where name in (select sku from items)
update adults set label = 'x' where id = 1
update everything_of_items set sku = 'x' where qty = 2
delete from users where {id = 1|name = 'x' and age = 2|email in (select note from orders)}
delete from users order by age limit 1
delete from users
delete u from users u join orders o on o.user_id = u.id where o.total = {1|u.age}
delete u, o from users u join orders o on o.user_id = u.id
delete from u, o using users u join orders o on o.user_id = u.id where u.name = 'x'
delete from users where id = 1 returning {id, name|email}
delete from everything_of_items where sku = 'x'
do (select max(age) from users)
set @x = (select max(email) from users)
explain select name from users where age = 1
set statement max_statement_time = 10 for select name from users
begin not atomic declare x int default (select max(age) from users); if x > 1 then select name from users; end if; end
execute immediate 'select email from users'
select jt.name, u.id from users u, json_table('[{"name":1}]', '$[*]' columns (name int path '$.name')) jt
select 1 from users u where not exists (select 1 from orders o join items i on i.order_id = o.id and i.name = u.name)
select 1 from users where age > all (select total from orders) or age = any (select qty from items)
select (name, email) = ('a', 'b') from users
select max(name), min(email), avg(age), count(distinct status, manager_id) from users
select date(created), year(created), now() from orders
select o.id from orders o where o.user_id = (select id from users where email = o.note limit 1)
select i.name, (select name from users where id = i.id) from items i
select * from items i where (select u.age from users u where u.name = i.sku limit 1) > qty
select x.id from (select id from users where name = 'a' union select id from orders where note = 'b') x
values (1), ((select max(age) from users))
select u.name from users u where (u.id, u.age) in (select user_id, total from orders)
select t.name from (select u.name, o.id oid from users u left join orders o on o.user_id = u.id and o.status = 'a') t where t.oid is null
select name from users where age > (select avg(age) from users) and status = 'a' order by email desc, age
select u.status, count(o.id) from users u left join orders o on u.id = o.user_id group by u.status having sum(o.total) > {1|max(u.age)}
select o.status from orders o where exists (select 1 from items i where i.order_id = o.id and {qty > 1|total > 1|i.name = note})
select lower(name) l from users having l = 'x'
select age + 1 as age from users order by age + 1
select max(total) total from orders order by total
select name n from users group by n
select 1 from users a join users b on a.manager_id = b.id and {a.age > b.age|a.status = b.email}
select 1 from users cross join orders where {total = age|users.status = orders.status}
select i.sku from items i right join orders o on o.id = i.order_id and o.created > now()
select json_object('name', name, 'x', email) from users
select match_it.name from users match_it where match_it.age = 1
select name as \`order\`, age as \`group\` from users order by \`order\`
select distinct u.id from users u, (select user_id from orders where total > 3) s where s.user_id = u.id
select * from (select name from users union select sku from items) x where name = 'a'
select * from (values (1, 2)) x
select id in (1, 2), name is not null, age <=> 3 from users
insert into orders (id, user_id, status) select u.id + 5000, u.id, u.status from users u left join orders o on o.user_id = u.id where o.id is null
update orders o left join items i on i.order_id = o.id set o.status = 'empty' where i.id is null
update users set age = (select count(*) from orders where orders.user_id = users.id and orders.status = 'x')
with t as (select user_id, sum(total) s from orders group by user_id) select u.name, t.s from users u join t on t.user_id = u.id where t.s > 1
table_is_not_a_word_here: begin not atomic select 1; end
`;

/** Each template once for every combination of what stands in its braces, as far as two of them go. */
function spread(template: string): string[] {
  const match = /\{([^{}"]*\|[^{}"]*)\}/.exec(template);
  if (!match) return [template];
  const [all, inner = ''] = match;
  return inner.split('|').flatMap((one) => spread(template.replace(all, () => one)));
}

export const statements: string[] = templates
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('table_is'))
  .flatMap(spread)
  .map((line) => (line === 'select name -- email' ? 'select name -- email\nfrom users' : line));
