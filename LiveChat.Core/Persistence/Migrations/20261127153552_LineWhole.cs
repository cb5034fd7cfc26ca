using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace LiveChat.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LineWhole : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_webhook_events_channel_id",
                table: "webhook_events");

            migrationBuilder.DropIndex(
                name: "ix_messages_delivery_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_conversations_channel_id",
                table: "conversations");

            migrationBuilder.AddColumn<string>(
                name: "line_message_id",
                table: "webhook_events",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "album_id",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "album_index",
                table: "messages",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "album_total",
                table: "messages",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "edited_at",
                table: "messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mark_as_read_token",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quote_token",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "quoted_line_id",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reading",
                table: "messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "unsent_at",
                table: "messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "cost",
                table: "deliveries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "line_request_id",
                table: "deliveries",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "operator_id",
                table: "deliveries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "member_count",
                table: "customers",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "mark_as_read_due_at",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mark_as_read_token",
                table: "conversations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "mode_at",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "read_on_line_up_to",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "standby_since",
                table: "conversations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "read_mark",
                table: "console_settings",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "open");

            migrationBuilder.AddColumn<bool>(
                name: "shows_operator",
                table: "console_settings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "shows_stickers",
                table: "console_settings",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "basic_id",
                table: "channels",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "chat_mode",
                table: "channels",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "checked_at",
                table: "channels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "disabled_at",
                table: "channels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "line_channel_id",
                table: "channels",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mark_as_read_mode",
                table: "channels",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "picture_url",
                table: "channels",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sealed_other_secret",
                table: "channels",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_at",
                table: "channels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_kind",
                table: "channels",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "pasted");

            migrationBuilder.AddColumn<string>(
                name: "choice_style",
                table: "canned_responses",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "quickreplies");

            migrationBuilder.AddColumn<string>(
                name: "choices",
                table: "canned_responses",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "media_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    channel_id = table.Column<long>(type: "bigint", nullable: false),
                    conversation_id = table.Column<long>(type: "bigint", nullable: false),
                    message_id = table.Column<long>(type: "bigint", nullable: true),
                    operator_id = table.Column<long>(type: "bigint", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    problem = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true),
                    content_type = table.Column<string>(type: "text", nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: true),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    duration_ms = table.Column<int>(type: "integer", nullable: true),
                    file_name = table.Column<string>(type: "text", nullable: true),
                    has_preview = table.Column<bool>(type: "boolean", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_media_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_media_files_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_media_files_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_media_files_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_media_files_operators_operator_id",
                        column: x => x.operator_id,
                        principalTable: "operators",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    customer_id = table.Column<long>(type: "bigint", nullable: false),
                    line_id = table.Column<string>(type: "text", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: true),
                    picture_url = table.Column<string>(type: "text", nullable: true),
                    profile_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    profile_fetched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members", x => new { x.customer_id, x.line_id });
                    table.ForeignKey(
                        name: "fk_members_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "message_edits",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    message_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_edits", x => x.id);
                    table.ForeignKey(
                        name: "fk_message_edits_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quota_readings",
                columns: table => new
                {
                    channel_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    limit = table.Column<long>(type: "bigint", nullable: true),
                    used = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quota_readings", x => new { x.channel_id, x.day });
                    table.ForeignKey(
                        name: "fk_quota_readings_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "unsent_messages",
                columns: table => new
                {
                    channel_id = table.Column<long>(type: "bigint", nullable: false),
                    line_message_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unsent_messages", x => new { x.channel_id, x.line_message_id });
                    table.ForeignKey(
                        name: "fk_unsent_messages_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.UpdateData(
                table: "console_settings",
                keyColumn: "id",
                keyValue: 1,
                columns: new[] { "read_mark", "shows_operator", "shows_stickers" },
                values: new object[] { "open", false, true });

            // Of what was sent before, the books know whose it was and what it cost.
            migrationBuilder.Sql("""
                update deliveries set operator_id = messages.operator_id from messages where messages.delivery_id = deliveries.id;
                update deliveries set cost = 1 where state = 'accepted' and method = 'push';
                """);

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_channel_id_line_message_id",
                table: "webhook_events",
                columns: new[] { "channel_id", "line_message_id" },
                filter: "line_message_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_channel_id_received_at",
                table: "webhook_events",
                columns: new[] { "channel_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_conversation_id_album_id",
                table: "messages",
                columns: new[] { "conversation_id", "album_id" },
                filter: "album_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_messages_delivery_id",
                table: "messages",
                column: "delivery_id",
                filter: "delivery_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_messages_places_sent",
                table: "messages",
                column: "id",
                filter: "kind = 'location' and direction = 'outgoing'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_not_read",
                table: "messages",
                column: "id",
                filter: "reading < 1 and payload is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_finished_at",
                table: "deliveries",
                column: "finished_at",
                filter: "state = 'accepted'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_held",
                table: "deliveries",
                column: "conversation_id",
                filter: "state = 'held'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_operator_id",
                table: "deliveries",
                column: "operator_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_channel_id_last_message_at_id",
                table: "conversations",
                columns: new[] { "channel_id", "last_message_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_mark_as_read_due_at",
                table: "conversations",
                column: "mark_as_read_due_at",
                filter: "mark_as_read_due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_channel_id",
                table: "media_files",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_conversation_id_id",
                table: "media_files",
                columns: new[] { "conversation_id", "id" },
                descending: new[] { false, true },
                filter: "message_id is not null and state = 'kept'");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_key",
                table: "media_files",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_media_files_message_id",
                table: "media_files",
                column: "message_id",
                unique: true,
                filter: "message_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_operator_id",
                table: "media_files",
                column: "operator_id");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_owed",
                table: "media_files",
                column: "next_attempt_at",
                filter: "state in ('waiting', 'erasing')");

            migrationBuilder.CreateIndex(
                name: "ix_media_files_unsent",
                table: "media_files",
                column: "created_at",
                filter: "message_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_members_profile_due_at",
                table: "members",
                column: "profile_due_at",
                filter: "profile_due_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_message_edits_message_id_at",
                table: "message_edits",
                columns: new[] { "message_id", "at" });

            migrationBuilder.AddForeignKey(
                name: "fk_deliveries_operators_operator_id",
                table: "deliveries",
                column: "operator_id",
                principalTable: "operators",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_deliveries_operators_operator_id",
                table: "deliveries");

            migrationBuilder.DropTable(
                name: "media_files");

            migrationBuilder.DropTable(
                name: "members");

            migrationBuilder.DropTable(
                name: "message_edits");

            migrationBuilder.DropTable(
                name: "quota_readings");

            migrationBuilder.DropTable(
                name: "unsent_messages");

            migrationBuilder.DropIndex(
                name: "ix_webhook_events_channel_id_line_message_id",
                table: "webhook_events");

            migrationBuilder.DropIndex(
                name: "ix_webhook_events_channel_id_received_at",
                table: "webhook_events");

            migrationBuilder.DropIndex(
                name: "ix_messages_conversation_id_album_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_delivery_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_places_sent",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_not_read",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_deliveries_finished_at",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "ix_deliveries_held",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "ix_deliveries_operator_id",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "ix_conversations_channel_id_last_message_at_id",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_mark_as_read_due_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "line_message_id",
                table: "webhook_events");

            migrationBuilder.DropColumn(
                name: "album_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "album_index",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "album_total",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "edited_at",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "mark_as_read_token",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "quote_token",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "quoted_line_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "reading",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "unsent_at",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "cost",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "line_request_id",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "operator_id",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "member_count",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "mark_as_read_due_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "mark_as_read_token",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "mode_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "read_on_line_up_to",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "standby_since",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "read_mark",
                table: "console_settings");

            migrationBuilder.DropColumn(
                name: "shows_operator",
                table: "console_settings");

            migrationBuilder.DropColumn(
                name: "shows_stickers",
                table: "console_settings");

            migrationBuilder.DropColumn(
                name: "basic_id",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "chat_mode",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "checked_at",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "disabled_at",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "line_channel_id",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "mark_as_read_mode",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "picture_url",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "sealed_other_secret",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "suspended_at",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "token_kind",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "choice_style",
                table: "canned_responses");

            migrationBuilder.DropColumn(
                name: "choices",
                table: "canned_responses");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_channel_id",
                table: "webhook_events",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_delivery_id",
                table: "messages",
                column: "delivery_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_channel_id",
                table: "conversations",
                column: "channel_id");
        }
    }
}
